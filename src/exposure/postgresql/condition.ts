import { all, and, none, not, or, unknown, type Constant, type Edge, type Operand, type Predicate, type Widening } from '../predicate.ts';
import type { Circumstances } from '../statement.ts';
import { arrayConstants } from './array.ts';
import { constantOf } from './constant.ts';
import { operandOf } from './operand.ts';
import { likePredicate, patternPredicate } from './pattern.ts';
import type { Scope } from './scope.ts';
import { fieldsOf, lastName, nodeOf, nodesOf, textOf, type Fields, type Node } from './tree.ts';

const MAX_DEPTH = 60;

/** Conditions of one statement that are looked at; a longer one is understood in part. */
const MAX_PARTS = 2000;

/** Translates conditions of one statement; whatever is not understood becomes `unknown`, never a narrower answer. */
export class ConditionReader {
  readonly #scope: Scope;
  readonly #around: Circumstances;
  #parts = 0;

  constructor(scope: Scope, around: Circumstances) {
    this.#scope = scope;
    this.#around = around;
  }

  read(node: Node | null, depth = 0): Predicate {
    if (!node) return all;
    if (depth > MAX_DEPTH) return unknown('nested');
    switch (node.tag) {
      case 'BoolExpr':
        return this.#combined(node.body, depth);
      case 'A_Expr':
        this.#parts += 1;
        return this.#parts > MAX_PARTS ? unknown('nested') : this.#comparison(node.body);
      case 'A_Const':
        return truth(node.body);
      case 'NullTest':
        return unknown('null');
      case 'SubLink':
        return unknown('subquery');
      case 'FuncCall':
        return patternPredicate(this.#scope, node.body, this.#around) ?? unknown('function');
      default:
        return unknown('function');
    }
  }

  #combined(body: Fields, depth: number): Predicate {
    const parts = nodesOf(body.args);
    if (body.boolop === 'NOT_EXPR') return not(this.read(parts[0] ?? null, depth + 1));
    // Long lists are cut before they are read, and what is cut may be met or not.
    const read = parts.slice(0, 50_000).map((part) => this.read(part, depth + 1));
    if (parts.length > read.length) read.push(unknown('nested'));
    return body.boolop === 'AND_EXPR' ? and(read) : body.boolop === 'OR_EXPR' ? or(read) : unknown('function');
  }

  #comparison(body: Fields): Predicate {
    const operator = lastName(body.name);
    const left = nodeOf(body.lexpr);
    const right = nodeOf(body.rexpr);
    switch (body.kind) {
      case 'AEXPR_OP':
        return this.#simple(operator, left, right);
      case 'AEXPR_IN':
        return this.#listed(operator, left, nodesOf(fieldsOf(fieldsOf(body.rexpr).List).items));
      case 'AEXPR_OP_ANY': {
        const values = arrayConstants(right, this.#around);
        return operator === '=' ? this.#oneOf(left, values) : unknown('function');
      }
      case 'AEXPR_LIKE':
      case 'AEXPR_ILIKE': {
        const like = likePredicate(this.#scope, left, right, body.kind === 'AEXPR_ILIKE', this.#around);
        return operator.startsWith('!') ? not(like) : like;
      }
      case 'AEXPR_BETWEEN':
        return this.#between(left, nodesOf(fieldsOf(fieldsOf(body.rexpr).List).items));
      case 'AEXPR_NOT_BETWEEN':
        return not(this.#between(left, nodesOf(fieldsOf(fieldsOf(body.rexpr).List).items)));
      default:
        return unknown('function');
    }
  }

  #simple(operator: string, left: Node | null, right: Node | null): Predicate {
    const special = patternPredicate(this.#scope, { operator, left, right }, this.#around);
    if (special) return special;
    const onLeft = operandOf(this.#scope, left);
    const onRight = onLeft.kind === 'operand' ? null : operandOf(this.#scope, right);
    if (onLeft.kind === 'operand') return this.#compared(operator, onLeft.operand, right);
    if (onRight?.kind === 'operand') return this.#compared(mirrored[operator] ?? '', onRight.operand, left);
    const constants = constantComparison(operator, constantOf(left, this.#around), constantOf(right, this.#around));
    return constants ?? unknown(onLeft.why);
  }

  #compared(operator: string, column: Operand, node: Node | null): Predicate {
    const value = constantOf(node, this.#around);
    if (value.type === 'not') return unknown(value.why);
    const edge = (inclusive: boolean): Edge => ({ value, inclusive });
    switch (operator) {
      case '=':
        return { kind: 'in', column, values: [value] };
      case '<>':
      case '!=':
        return not({ kind: 'in', column, values: [value] });
      case '<':
      case '<=':
        return { kind: 'range', column, from: null, to: edge(operator === '<=') };
      case '>':
      case '>=':
        return { kind: 'range', column, from: edge(operator === '>='), to: null };
      default:
        return unknown('function');
    }
  }

  #listed(operator: string, left: Node | null, items: readonly Node[]): Predicate {
    const values = items.map((item) => constantOf(item, this.#around));
    const set = this.#oneOf(left, values);
    return operator === '=' ? set : operator === '<>' ? not(set) : unknown('function');
  }

  #oneOf(left: Node | null, outcomes: readonly (Constant | { readonly type: 'not'; readonly why: Widening })[] | null): Predicate {
    const operand = operandOf(this.#scope, left);
    if (operand.kind === 'not') return unknown(operand.why);
    if (!outcomes) return unknown('comparison');
    const values = outcomes.filter((value) => value.type !== 'not');
    const why = new Set(outcomes.flatMap((value) => (value.type === 'not' ? [value.why] : [])));
    const set: Predicate = values.length > 0 ? { kind: 'in', column: operand.operand, values } : none;
    return or([set, ...[...why].map(unknown)]);
  }

  #between(left: Node | null, ends: readonly Node[]): Predicate {
    const operand = operandOf(this.#scope, left);
    if (operand.kind === 'not') return unknown(operand.why);
    const [from, to] = ends;
    return and([this.#compared('>=', operand.operand, from ?? null), this.#compared('<=', operand.operand, to ?? null)]);
  }
}

const mirrored: Readonly<Record<string, string>> = { '=': '=', '<>': '<>', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** A bare `true` or `false`; both spellings of false are left out of the tree: {"boolval": {}}. */
function truth(body: Fields): Predicate {
  if (!('boolval' in body)) return unknown('comparison');
  return fieldsOf(body.boolval).boolval === true ? all : none;
}

/** `1=1` and its relatives; null when it is not a comparison of two like constants for equality. */
function constantComparison(operator: string, left: ReturnType<typeof constantOf>, right: ReturnType<typeof constantOf>): Predicate | null {
  if ((left.type !== 'number' && left.type !== 'untyped') || left.type !== right.type) return null;
  const [a, b] = [left.text, textOf(right.text) ?? ''];
  const whole = left.type === 'untyped' || (/^(0|[1-9]\d{0,14})$/.test(a) && /^(0|[1-9]\d{0,14})$/.test(b));
  if (!whole) return null;
  if (operator === '=') return a === b ? all : none;
  return operator === '<>' || operator === '!=' ? (a === b ? none : all) : null;
}

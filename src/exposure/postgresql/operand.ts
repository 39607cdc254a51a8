import type { Operand, Widening } from '../predicate.ts';
import { constantOf } from './constant.ts';
import { referenceOf, type Scope } from './scope.ts';
import { fieldsOf, lastName, nodeOf, nodesOf, type Node } from './tree.ts';

/** The column a comparison is about, or why it is about none. */
export type OperandOutcome = { readonly kind: 'operand'; readonly operand: Operand } | { readonly kind: 'not'; readonly why: Widening };

const notOperand = (why: Widening): OperandOutcome => ({ kind: 'not', why });

/** Recognises a stored column, alone, cast to text, or cut to its date in one of the usual ways. */
export function operandOf(scope: Scope, node: Node | null): OperandOutcome {
  if (!node) return notOperand('comparison');
  if (node.tag === 'ColumnRef') {
    const reference = referenceOf(scope, node.body);
    return reference.kind === 'column' ? { kind: 'operand', operand: { name: reference.name, as: 'column' } } : notOperand('column');
  }
  if (node.tag === 'TypeCast') {
    const type = fieldsOf(node.body.typeName);
    const name = lastName(type.names);
    if (nodesOf(type.typmods).length > 0 || 'arrayBounds' in type) return notOperand('function');
    if (name === 'text' || name === 'varchar') return plain(scope, nodeOf(node.body.arg), 'text');
    return name === 'date' ? plain(scope, nodeOf(node.body.arg), 'date') : notOperand('function');
  }
  if (node.tag === 'FuncCall') {
    const name = lastName(node.body.funcname);
    const [first, second] = nodesOf(node.body.args);
    if (name === 'date' && first && !second) return plain(scope, first, 'date');
    if (name === 'date_trunc' && first && second) {
      const unit = constantOf(first, { parameters: null, time: 0, sessionStart: null, zone: null });
      if (unit.type === 'untyped' && unit.text.toLowerCase() === 'day') return plain(scope, second, 'date');
    }
    return notOperand('function');
  }
  if (node.tag === 'SubLink') return notOperand('subquery');
  return notOperand(node.tag === 'A_Const' || node.tag === 'ParamRef' ? 'comparison' : 'function');
}

function plain(scope: Scope, node: Node | null, as: Operand['as']): OperandOutcome {
  const inner = operandOf(scope, node?.tag === 'ColumnRef' ? node : null);
  if (inner.kind === 'not') return node?.tag === 'ColumnRef' ? inner : notOperand('function');
  return { kind: 'operand', operand: { name: inner.operand.name, as } };
}

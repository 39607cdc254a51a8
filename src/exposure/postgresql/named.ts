import type { Circumstances, NamedIdentifier, StoreShape } from '../statement.ts';
import { arrayConstants } from './array.ts';
import { constantOf, type ConstantOutcome } from './constant.ts';
import { tokensOf } from './tokens.ts';
import { descendants, fieldsOf, lastName, nodeOf, nodesOf, type Fields, type Node } from './tree.ts';

/** No statement names more. */
const MAX_NAMED = 100_000;

/**
 * The identifiers that a statement asks for: constants that a column of identifiers is compared with for equality, in a list, or in a pattern,
 * in whatever part of it. What it asks to leave out is not asked for.
 */
export function namedIn(tree: unknown, store: StoreShape, around: Circumstances): NamedIdentifier[] {
  const named: NamedIdentifier[] = [];
  for (const node of descendants(tree, (inside) => !isNegation(inside))) {
    if (node.tag === 'A_Expr' && named.length < MAX_NAMED) named.push(...comparedIdentifiers(node.body, store, around));
  }
  return named;
}

function isNegation(node: Node): boolean {
  return node.tag === 'BoolExpr' && node.body.boolop === 'NOT_EXPR';
}

function comparedIdentifiers(body: Fields, store: StoreShape, around: Circumstances): NamedIdentifier[] {
  const operator = lastName(body.name);
  const asks = ['=', '~~', '~~*', '~', '~*', '^@'].includes(operator);
  if (!asks) return [];
  const left = nodeOf(body.lexpr);
  const right = nodeOf(body.rexpr);
  const column = left && columnIn(left, store);
  const mirrored = column ? null : right && columnIn(right, store);
  const found = column ?? mirrored;
  if (!found) return [];
  const values = column ? valuesOf(body, right, around) : [constantOf(left, around)];
  const isEquality = operator === '=';
  return values.flatMap((value) => {
    if (value.type !== 'untyped' && value.type !== 'number') return [];
    return [
      { domain: found.domain, spelling: isEquality ? value.text : value.text.replace(/[%_^$.*\\]/g, ''), whole: isEquality && found.bare },
    ];
  });
}

function valuesOf(body: Fields, right: Node | null, around: Circumstances): ConstantOutcome[] {
  if (body.kind === 'AEXPR_IN') return nodesOf(fieldsOf(fieldsOf(body.rexpr).List).items).map((item) => constantOf(item, around));
  if (body.kind === 'AEXPR_OP_ANY') return arrayConstants(right, around) ?? [];
  return [constantOf(right, around)];
}

/** The column of identifiers in an expression; `bare` when it stands alone. Whose table it is does not matter: the subscriber is named. */
function columnIn(node: Node, store: StoreShape): { readonly domain: NamedIdentifier['domain']; readonly bare: boolean } | null {
  for (const inside of descendants([{ [node.tag]: node.body }], (n) => n.tag !== 'SelectStmt')) {
    const domain = inside.tag === 'ColumnRef' ? store.identifiers.get(lastName(inside.body.fields)) : undefined;
    if (domain) return { domain, bare: node.tag === 'ColumnRef' };
  }
  return null;
}

/** The same from the tokens of a text that cannot be parsed: literals after a column of identifiers and `=`, `IN (` or `LIKE`. */
export function namedInTokens(text: string, store: StoreShape): NamedIdentifier[] {
  const named: NamedIdentifier[] = [];
  let domain: NamedIdentifier['domain'] | null = null;
  let whole = true;
  for (const token of tokensOf(text)) {
    const column = token.kind === 'word' ? store.identifiers.get(token.text.toLowerCase()) : undefined;
    if (column) {
      domain = column;
      whole = true;
    } else if (token.kind === 'word') {
      if (token.text === 'like' || token.text === 'ilike') whole = false;
      else if (!['in', 'any', 'array'].includes(token.text)) domain = null;
    } else if (token.kind === 'sign') {
      if (!['=', '(', ',', '['].includes(token.text)) domain = null;
    } else if (domain && named.length < MAX_NAMED) {
      named.push({ domain, spelling: whole ? token.text : token.text.replace(/[%_]/g, ''), whole });
    }
  }
  return named;
}

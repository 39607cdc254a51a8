import type { Circumstances } from '../statement.ts';
import { constantOf, type ConstantOutcome } from './constant.ts';
import { fieldsOf, nodeOf, nodesOf, lastName, type Node } from './tree.ts';

/** The elements of `ARRAY['a', 'b']` or of an array literal `'{a,b}'`, a parameter or one that is cast included; null for any other array. */
export function arrayConstants(node: Node | null, around: Circumstances): ConstantOutcome[] | null {
  if (node?.tag === 'A_ArrayExpr') return nodesOf(node.body.elements).map((element) => constantOf(element, around));
  if (node?.tag === 'TypeCast') {
    const name = lastName(fieldsOf(node.body.typeName).names);
    return name === 'text' || name === 'varchar' ? arrayConstants(nodeOf(node.body.arg), around) : null;
  }
  const literal = constantOf(node, around);
  if (literal.type !== 'untyped') return null;
  // Quoted or escaped elements, and NULL, are left to the wider answer.
  const inner = /^\{([^{}"\\]*)\}$/.exec(literal.text)?.[1];
  if (inner === undefined) return null;
  if (inner.trim() === '') return [];
  const elements = inner.split(',').map((element) => element.trim());
  return elements.some((element) => /^(null)?$/i.test(element)) ? null : elements.map((text) => ({ type: 'untyped', text }));
}

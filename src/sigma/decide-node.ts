import { TextCell } from './cell.ts';
import { cellTest } from './compile-detection.ts';
import type { DetectionNode } from './detection.ts';
import { FieldNumbers, EventView } from './event-view.ts';

/**
 * What is left of a detection for events of which one field is known: everything that only asks for that field is decided. True or false when
 * that decides it all; the same node when the field does not come up. The rest says of such events what the whole says.
 */
export function decideNode(node: DetectionNode, field: string, value: string): DetectionNode | boolean {
  if (node.kind === 'item') {
    if (node.field !== field || node.values.some((each) => each.some(({ kind }) => kind === 'field'))) return node;
    const fields = new FieldNumbers();
    return cellTest(node, fields)(new TextCell([value]), new EventView(fields)) !== node.negated;
  }
  if (node.kind === 'search' || node.kind === 'not') {
    const part = decideNode(node.part, field, value);
    if (typeof part === 'boolean') return node.kind === 'not' ? !part : part;
    return part === node.part ? node : { ...node, part };
  }
  return decideParts(node, field, value);
}

function decideParts(node: Extract<DetectionNode, { kind: 'and' | 'or' }>, field: string, value: string): DetectionNode | boolean {
  const decisive = node.kind === 'or';
  const left: DetectionNode[] = [];
  for (const part of node.parts) {
    const decided = decideNode(part, field, value);
    if (decided === decisive) return decisive;
    if (typeof decided !== 'boolean') left.push(decided);
  }
  const [only] = left;
  if (only === undefined) return !decisive;
  if (left.length === 1) return only;
  const same = left.length === node.parts.length && left.every((part, i) => part === node.parts[i]);
  return same ? node : { kind: node.kind, parts: left };
}

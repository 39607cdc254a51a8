import type { MapEntry, MapNode, RuleNode } from '../yaml-documents.ts';

/**
 * One mapping over another, as SigmaHQ's converter merges documents: what `over` says counts, mappings under the same key are merged in
 * turn, lists and scalars are replaced. Keys keep the order of `under`, new ones follow. Every node keeps its own place; the whole has
 * the place given.
 */
export function mergeMaps(under: MapNode, over: MapNode, place: MapNode): MapNode {
  const entries = new Map<string, MapEntry>(under.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key)?.value;
    const merged = below?.kind === 'map' && entry.value.kind === 'map' ? mergeMaps(below, entry.value, entry.value) : entry.value;
    entries.set(entry.key, { ...entry, value: merged });
  }
  return { kind: 'map', entries: [...entries.values()], line: place.line, column: place.column };
}

/** How many nodes hang together under this one, itself counted. */
export function countNodes(node: RuleNode): number {
  if (node.kind === 'scalar') return 1;
  const parts = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  return parts.reduce((sum, part) => sum + countNodes(part), 1);
}

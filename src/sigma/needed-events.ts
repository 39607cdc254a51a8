import type { DetectionItem, DetectionNode } from './detection.ts';

/**
 * The event numbers (values of the routing field) a detection can be true for; null when it does not say. Names are those of rules,
 * so that a mapping must leave the field alone.
 */
export function neededEvents(node: DetectionNode, field: string): ReadonlySet<string> | null {
  if (node.kind === 'item') return node.field === field && !node.negated ? eventsOf(node) : null;
  if (node.kind === 'search') return neededEvents(node.part, field);
  if (node.kind === 'not') return null;
  const parts = node.parts.map((part) => neededEvents(part, field));
  if (node.kind === 'or') return parts.every((part) => part !== null) ? new Set(parts.flatMap((part) => [...part])) : null;
  return parts
    .filter((part) => part !== null)
    .reduce<ReadonlySet<string> | null>((all, part) => (all === null ? part : inBoth(all, part)), null);
}

function eventsOf(item: DetectionItem): ReadonlySet<string> | null {
  const events = new Set<string>();
  if (item.all && item.values.length > 1) return null;
  for (const value of item.values.flat()) {
    const [only] = value.kind === 'text' ? value.pattern : [];
    if (value.kind === 'number') events.add(value.written).add(String(value.number));
    else if (value.kind === 'text' && value.pattern.length === 1 && typeof only === 'string') events.add(only);
    else return null;
  }
  return events;
}

/** The texts that both sets have. */
export function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((text) => b.has(text)));
}

import type { SigmaEvent } from '../event.ts';

/** An event of given fields, for tests. Several values of one field are given as an array. */
export function eventOf(given: {
  readonly source?: string;
  readonly channel?: string | null;
  readonly fields: Readonly<Record<string, string | null | readonly string[]>>;
}): SigmaEvent {
  const pairs = Object.entries(given.fields).flatMap(([name, value]): [string, string | null][] =>
    typeof value === 'object' && value !== null ? value.map((each) => [name, each]) : [[name, value]],
  );
  return {
    source: given.source ?? 'windows',
    channel: given.channel ?? null,
    get: (field) => pairs.find(([name]) => name === field)?.[1],
    fields: () => pairs,
  };
}

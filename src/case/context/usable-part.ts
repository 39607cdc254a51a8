import type { z } from 'zod';
import type { Place } from './context-document.ts';

/** Each round leaves out what the round before found wrong; no schema here needs more. */
const ROUNDS = 6;

/**
 * What a schema accepts of a value: wrong keys and list items are reported and left out, and the rest is used. Null when what is left
 * is not enough.
 */
export function usablePart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  report: (place: Place, cause: string) => void,
): z.output<S> | null {
  const draft: unknown = structuredClone(value);
  const reported = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const result = schema.safeParse(draft);
    if (result.success) return result.data;
    const issues = result.error.issues.flatMap((issue) => wrongPlaces(issue, draft));
    for (const { place, cause } of issues) {
      if (!reported.has(place.join('\0'))) report(place, cause);
      reported.add(place.join('\0'));
    }
    // From the end, so that places in lists stay true while items are taken out.
    const removed = issues.toReversed().filter(({ place }) => remove(draft, place));
    if (removed.length === 0) return null;
  }
  return null;
}

interface WrongPlace {
  readonly place: Place;
  readonly cause: string;
}

function wrongPlaces(issue: z.core.$ZodIssue, draft: unknown): WrongPlace[] {
  const place = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ place: [...place, key], cause: 'is not known here' }));
  if (valueAt(draft, place) === undefined) return [{ place, cause: 'is missing' }];
  if (issue.code === 'invalid_type') return [{ place, cause: `must be ${issue.expected}` }];
  if (issue.code === 'invalid_union')
    return [{ place, cause: issue.message === 'Invalid input' ? 'must be text or a whole number' : issue.message }];
  if (issue.code === 'too_small') return [{ place, cause: 'must not be empty' }];
  return [{ place, cause: issue.message }];
}

function valueAt(draft: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, step) => (isContainer(value) ? value[step] : undefined), draft);
}

/** Takes the value at a place out of a draft; a missing one takes what should have held it. False when nothing could be taken. */
function remove(draft: unknown, place: Place): boolean {
  const last = place.at(-1);
  const holder = valueAt(draft, place.slice(0, -1));
  if (last === undefined || !isContainer(holder)) return false;
  if (Array.isArray(holder)) return typeof last === 'number' && holder.splice(last, 1).length > 0;
  if (!Object.hasOwn(holder, last)) return place.length > 1 && remove(draft, place.slice(0, -1));
  return delete holder[last];
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

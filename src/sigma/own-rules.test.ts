import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { instantFromIso } from '../lib/index.ts';
import { compileRules, correlate, loadRules, type CorrelatedMatch } from './index.ts';
import { eventOf } from './test-support/event.ts';

const folder = fileURLToPath(new URL('../../rules/', import.meta.url));
const load = loadRules([folder]);
const set = compileRules(load.rules);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yml'))
  .sort();
/** What each file is for: its last correlation, else its last rule; what stands above it is there for that one. */
const purposes = new Map([...load.rules, ...load.correlations].toSorted((a, b) => a.line - b.line).map((rule) => [rule.file, rule]));

interface ExampleEvent {
  readonly time?: string;
  readonly source: string;
  readonly channel: string;
  readonly fields: Record<string, string | null | string[]>;
}

/** One event, or for a correlation several with their times. */
type Example = { readonly about: string } & (ExampleEvent | { readonly events: readonly ExampleEvent[] });

function examples(name: string): { match: Example[]; nomatch: Example[] } {
  return JSON.parse(readFileSync(folder + name.replace(/\.yml$/, '.events.json'), 'utf8'));
}

/** Keys of the rules and correlations that an example makes fire. */
function fired(example: Example): string[] {
  const events = 'events' in example ? example.events : [example];
  const matches = events.flatMap((event, i): CorrelatedMatch[] => {
    const instant = instantFromIso(event.time ?? '2024-03-01T00:00:00Z');
    if (instant === null) throw new Error(`${event.time ?? ''} is no time`);
    const time = (instant.us - START_US) * 10 + instant.tick;
    return set
      .match(eventOf(event))
      .map(({ rule, fields }) => ({ rule: rule.key, time, ref: `e:${i}`, fields: Object.fromEntries(fields) }));
  });
  return [...matches.map(({ rule }) => rule), ...correlate(load.correlations, matches).map(({ correlation }) => correlation.key)];
}

const START_US = Date.UTC(2024, 0, 1) * 1000;

describe("Hardcell's own rules", () => {
  it('all load, each with its route', () => {
    expect(load.rejected).toEqual([]);
    expect(load.warnings).toEqual([]);
    expect(set.unrouted).toEqual([]);
    expect([...purposes.keys()].map((file) => file.slice(folder.length)).sort()).toEqual(files);
  });

  for (const name of files) {
    describe(name, () => {
      const rule = purposes.get(folder + name);
      const { match, nomatch } = examples(name);
      it('has an id, an author, a level and both kinds of examples', () => {
        expect(rule?.id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(rule?.author).toBe('Hardcell');
        expect(rule?.attack.length).toBeGreaterThan(0);
        expect(match.length).toBeGreaterThan(0);
        expect(nomatch.length).toBeGreaterThan(0);
      });
      for (const example of match) it(`fires: ${example.about}`, () => expect(fired(example)).toContain(rule?.key));
      for (const example of nomatch) it(`stays quiet: ${example.about}`, () => expect(fired(example)).not.toContain(rule?.key));
    });
  }
});

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileRules, loadRules, type SigmaEvent } from './index.ts';
import { eventOf } from './test-support/event.ts';

const folder = fileURLToPath(new URL('../../rules/', import.meta.url));
const load = loadRules([folder]);
const set = compileRules(load.rules);

interface ExampleEvent {
  readonly about: string;
  readonly source: string;
  readonly channel: string;
  readonly fields: Record<string, string | null | string[]>;
}

function examples(file: string): { match: ExampleEvent[]; nomatch: ExampleEvent[] } {
  return JSON.parse(readFileSync(file.replace(/\.yml$/, '.events.json'), 'utf8'));
}

function matched(event: SigmaEvent): string[] {
  return set.match(event).map(({ rule }) => rule.file);
}

describe("Hardcell's own rules", () => {
  it('all load, each with its route', () => {
    expect(load.rejected).toEqual([]);
    expect(load.warnings).toEqual([]);
    expect(set.unrouted).toEqual([]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
    expect(load.rules.length).toBe(files.length);
  });

  for (const rule of load.rules) {
    const name = rule.file.slice(folder.length);
    describe(name, () => {
      const { match, nomatch } = examples(rule.file);
      it('has an id, an author, a level and both kinds of examples', () => {
        expect(rule.id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(rule.author).toBe('Hardcell');
        expect(rule.attack.length).toBeGreaterThan(0);
        expect(match.length).toBeGreaterThan(0);
        expect(nomatch.length).toBeGreaterThan(0);
      });
      for (const event of match) it(`fires: ${event.about}`, () => expect(matched(eventOf(event))).toContain(rule.file));
      for (const event of nomatch) it(`stays quiet: ${event.about}`, () => expect(matched(eventOf(event))).not.toContain(rule.file));
    });
  }
});

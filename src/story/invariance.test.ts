import { describe, expect, it } from 'vitest';
import { assert, double, infiniteStream, property, type Stream } from 'fast-check';
import { background, carrier, night } from './handmade-chain.ts';
import { DAY, START, type HandmadeFacts } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';
import type { StoryFacts } from './story-facts.ts';
import type { Story } from './story-rows.ts';

function twoNights(): HandmadeFacts {
  const facts = carrier();
  background(facts, START - 10 * DAY, START + 70 * DAY);
  night(facts, START);
  night(facts, START + 60 * DAY, 61_000);
  return facts;
}

/** Changes every text and number of a value by what it is. */
function rewrite<T>(value: T, text: (text: string, key: string) => string, number: (number: number, key: string) => number, key = ''): T {
  const change = (inner: unknown, at: string): unknown => {
    if (typeof inner === 'string') return text(inner, at);
    if (typeof inner === 'number') return number(inner, at);
    if (Array.isArray(inner)) return inner.map((one) => change(one, at));
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, change(one, name)]));
  };
  // The shape is kept, so the type is too.
  return change(value, key) as T;
}

const TIMES = new Set(['time', 'first', 'last', 'from', 'to', 'stolen_time']);

/** Other hosts, accounts, addresses, tools, roles and files; nothing keeps its order or its likeness. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bweb\.dmz\.example\b/g, 'zulu.outer.example'],
  [/\bfile\.corp\.example\b/g, 'alpha.inner.example'],
  [/\bapp\.corp\.example\b/g, 'mike.inner.example'],
  [/\bstore\.corp\.example\b/g, 'kilo.inner.example'],
  [/\bcorp\.example\b/g, 'inner.example'],
  [/\bsvc_deploy\b/g, 'q1'],
  [/\bsvc_backup\b/g, 'a9'],
  [/\badm_kim\b/g, 'm5'],
  [/\bcdr_app\b/g, 'reader'],
  [/\bDEPLOY01\b/g, 'TANGO'],
  [/\bdeploy01\b/g, 'tango'],
  [/\bWS-KIM\b/g, 'SIERRA'],
  [/\b192\.0\.2\.10\b/g, '198.51.100.77'],
  [/\b10\.2\.0\.20\b/g, '172.16.9.1'],
  [/\b10\.2\.0\.30\b/g, '10.0.0.1'],
  [/\b10\.3\.0\.40\b/g, '192.168.1.200'],
  [/\b10\.9\.0\.5\b/g, '10.8.8.8'],
  [/\b10\.9\.0\.7\b/g, '10.8.8.9'],
  [/psql\.exe/g, 'tool.exe'],
  [/kqzx\.exe/g, 'other.exe'],
  [/\bd\.exe/g, 'e.exe'],
  [/java\.exe/g, 'site.exe'],
  [/agent\.exe/g, 'copy.exe'],
  [/0123456789abcdef/g, 'fedcba9876543210'],
];

function renamed(text: string): string {
  return NAMES.reduce((changed, [name, other]) => changed.replace(name, other), text);
}

/** What doesn't hang on names: no ids (they are digests of names), every list in an order of its own. */
function essence(story: Story): unknown {
  const ids = new Map(story.hops.map((hop) => [hop.id, `${hop.from_host} ${hop.to_host} ${hop.account} ${hop.time}`]));
  const told = rewrite(
    story,
    (text, key) => (key === 'operation' || key === 'id' || key === 'finding' ? '' : (ids.get(text) ?? text)),
    (number) => number,
  );
  return Object.fromEntries(
    Object.entries(told).map(([table, rows]) => [table, [...rows].map((row) => JSON.stringify(ordered(row))).sort()]),
  );
}

function ordered(row: object): unknown {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value]),
  );
}

describe('the story', () => {
  const facts = twoNights();
  const story = reconstruct(facts);

  it('is the same whatever the order of the rows', () => {
    assert(
      property(infiniteStream(double({ min: 0, max: 1, noNaN: true })), (dice) => {
        const shuffled = Object.fromEntries(Object.entries(facts).map(([name, rows]) => [name, shuffle(rows, dice)]));
        expect(reconstruct({ ...facts, ...shuffled })).toEqual(story);
      }),
      { numRuns: 20 },
    );
  });

  it('stays the same when every host, account, address and tool has another name and all times are shifted', () => {
    const shift = 1234 * DAY + 98_765_432_101;
    const moved: StoryFacts = rewrite({ ...facts }, renamed, (number, key) => (TIMES.has(key) ? number + shift : number));
    const expected = rewrite(story, renamed, (number, key) =>
      TIMES.has(key) || ((key === 'from' || key === 'to') && number > DAY) ? number + shift : number,
    );
    expect(story.hops).toHaveLength(6);
    expect(essence(reconstruct(moved))).toEqual(essence(expected));
  });

  it('keeps the ids of hops when more evidence comes', () => {
    const more = twoNights();
    night(more, START + 200 * DAY, 62_000);
    const ids = new Set(reconstruct(more).hops.map((hop) => hop.id));
    expect(story.hops.every((hop) => ids.has(hop.id))).toBe(true);
  });
});

function shuffle<T>(rows: readonly T[], dice: Stream<number>): T[] {
  const keyed = rows.map((row) => ({ row, key: dice.next().value as number }));
  return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readEventFile } from './event-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'hardcell-event-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(content: string | Uint8Array): string {
  const path = join(dir, 'event.json');
  writeFileSync(path, content);
  return path;
}

it('an event written down has its fields, source and channel', () => {
  const event = readEventFile(file('{"source":"iis","channel":"W3SVC1","sc-status":200,"f":null,"many":["a","b"],"ok":true}'));
  expect([event.source, event.channel]).toEqual(['iis', 'W3SVC1']);
  expect([...event.fields()]).toEqual([
    ['sc-status', '200'],
    ['f', null],
    ['many', 'a'],
    ['many', 'b'],
    ['ok', 'true'],
  ]);
  expect([event.get('many'), event.get('f'), event.get('g')]).toEqual(['a', null, undefined]);
});

it('without a source it is of Windows, and its channel is the field of that name', () => {
  const event = readEventFile(file('{"Channel":"Security","EventID":4688}'));
  expect([event.source, event.channel, event.get('Channel')]).toEqual(['windows', 'Security', 'Security']);
});

it('may be one of the examples beside a rule', () => {
  const event = readEventFile(file('{"about":"x","source":"windows","channel":"System","fields":{"source":"own","about":"own"}}'));
  expect([...event.fields()]).toEqual([
    ['source', 'own'],
    ['about', 'own'],
  ]);
});

it.each(['[]', '"x"', '{', '{"a":{"b":1}}', '{"a":[["b"]]}', Uint8Array.of(0x7b, 0xff, 0x7d)])(
  'anything else is refused with the reason: %s',
  (content) => {
    expect(() => readEventFile(file(content))).toThrow(/holds no event/);
  },
);

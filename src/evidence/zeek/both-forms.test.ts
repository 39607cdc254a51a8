import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { zeekJson, zeekTsv } from './index.ts';
import { bothForms, read, valued, type Column, type Value } from './test-support/log.ts';

const COLUMNS: readonly Column[] = [
  ['ts', 'time'],
  ['uid', 'string'],
  ['id.orig_h', 'addr'],
  ['id.orig_p', 'port'],
  ['query', 'string'],
  ['rejected', 'bool'],
  ['rtt', 'interval'],
  ['entropy', 'double'],
  ['orig_bytes', 'count'],
  ['answers', 'vector[string]'],
  ['TTLs', 'vector[interval]'],
  ['flags', 'set[bool]'],
];

const fraction = fc.integer({ min: 1, max: 9_000_000_000 }).map((micros) => micros / 1_000_000);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('-', '(empty)', '#x', '\\x41', 'a\\', 'ä,€', '\u0000\u001f', 'a\tb', '😀', '"', 'a,b'),
);
/** An empty text alone in a set is written like a set without elements. */
const element = text.filter((value) => value !== '' && !/[\n]/.test(value));

const row = fc.tuple(
  fc.integer({ min: 1, max: 4_000_000_000_000_000 }).map((micros) => micros / 1_000_000),
  fc.option(element),
  fc.option(fc.ipV6()),
  fc.option(fc.nat(65_535)),
  fc.option(text),
  fc.option(fc.boolean()),
  fc.option(fraction),
  fc.option(fraction),
  fc.option(fc.nat()),
  fc.option(fc.array(element, { maxLength: 4 })),
  fc.option(fc.array(fraction, { maxLength: 4 })),
  fc.option(fc.array(fc.boolean(), { maxLength: 2 })),
);

test('the same records as text and as JSON have the same time, log and fields', () => {
  fc.assert(
    fc.property(fc.array<readonly Value[]>(row, { minLength: 1, maxLength: 8 }), fc.constantFrom('dns', 'conn', 'files'), (rows, path) => {
      const { tsv, json } = bothForms(path, COLUMNS, rows);
      const named = json.replaceAll(/^\{/gm, `{"_path":"${path}",`);
      const forms = [read(zeekTsv, tsv), read(zeekJson, named)].map(({ events, refused }) => {
        expect(refused).toEqual([]);
        return events.map(({ channel, host, time, fields }) => ({
          channel,
          host,
          time,
          fields: valued(fields).filter(([name]) => name !== '_path'),
        }));
      });
      expect(forms[1]).toEqual(forms[0]);
      expect(forms[0]).toHaveLength(rows.length);
    }),
    { numRuns: 800 },
  );
});

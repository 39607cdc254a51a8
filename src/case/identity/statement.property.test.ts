import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMasker } from './masker.ts';
import type { IdentifierDomain, NumberPlan } from './types.ts';

const plan: NumberPlan = { country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101'] };
const columns = new Map<string, IdentifierDomain>([
  ['a_number', 'msisdn'],
  ['sub_imsi', 'imsi'],
  ['sub_imei', 'imei'],
]);
const key = new Uint8Array(32).fill(7);
const planned = createMasker({ key, plan, columns });
const unplanned = createMasker({ key, plan: null, columns });

const digit = fc.integer({ min: 0, max: 9 });
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
/** A column, and a value of it: a foreign number is as good as one of the plan, because the column says what it is. */
const compared = fc.oneof(
  fc.tuple(
    fc.constant('a_number'),
    fc.oneof(
      digits(8).map((n) => `999${n}`),
      digits(12),
    ),
  ),
  fc.tuple(
    fc.constant('sub_imsi'),
    fc.oneof(
      digits(10).map((n) => `00101${n}`),
      digits(15),
    ),
  ),
  fc.tuple(fc.constant('sub_imei'), fc.oneof(digits(14), digits(15), digits(16))),
);
const domainOf = (column: string): IdentifierDomain => columns.get(column) ?? 'msisdn';
const shapes = fc.constantFrom<(column: string, value: string) => string>(
  (c, v) => `${c} = '${v}'`,
  (c, v) => `'${v}' = ${c}`,
  (c, v) => `'${v}'::text <> lower(trim(t.${c}))`,
  (c, v) => `${c} IN ('abc', '${v}')`,
  (c, v) => `${c} NOT IN (E'x\\'y', '${v}')`,
  (c, v) => `"T"."${c.toUpperCase()}" = '${v}'`,
  (c, v) => `${c}::varchar(20) = '${v}'`,
  (c, v) => `CAST(${c} AS varchar) LIKE '${v}'`,
  (c, v) => `${c} = ANY (ARRAY['${v}','x']::text[])`,
  (c, v) => `${c} = ANY ('{"x","${v}"}')`,
  (c, v) => `(start_time, ${c}) IN (('2024-04-01', '${v}'))`,
  (c, v) => `${c} = $q$${v}$q$`,
  (c, v) => `${c} = ${v}`,
  (c, v) => `${c} BETWEEN '${v}' AND '${v}'`,
  (c, v) => `${c} /* ${v} */ = '${v}' -- ${v}`,
);
const times = fc.constantFrom(
  "start_time >= '20240401123000'",
  "start_time >= TIMESTAMP '2024-04-01 12:30:00.123456'",
  'start_ts > 1711929600',
  'start_ts > 1711929600000',
  "day = '20240401'",
  "day LIKE '20240401%'",
  "hash = 'd41d8cd98f00b204e9800998ecf8427e'",
  "session = '12345678-1234-1234-1234-123456789012'",
  'handle = 0x7ff812345678',
  'LIMIT 5000',
);

/** Numbers that read as a date and a time stand as they are outside the compared literal. */
const readsAsDate = (value: string): boolean => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(value);

describe('masking of statements', () => {
  test.each([
    ['with a number plan', planned],
    ['without a number plan', unplanned],
  ])('%s, a compared value is named in the domain of its column and never survives', (_, masker) => {
    fc.assert(
      fc.property(compared, shapes, fc.array(times, { maxLength: 3 }), ([column, value], shape, others) => {
        fc.pre(!readsAsDate(value));
        const masked = masker.statement(
          ['SELECT * FROM cdr WHERE', shape(column, value), ...others.map((other) => `AND ${other}`)].join(' '),
        );
        expect(masked).not.toContain(value);
        expect(masked).toContain(masker.identifier(domainOf(column), value) ?? 'nothing');
        for (const other of others) expect(masked).toContain(other);
      }),
      { numRuns: 3000 },
    );
  });

  test('what is masked stays as it is', () => {
    const sql = fc.constantFrom(
      ' ',
      "'",
      "''",
      '"',
      '$$',
      '(',
      ')',
      ',',
      '||',
      '=',
      ' IN ',
      ' LIKE ',
      'a_number',
      'sub_imsi',
      'substr(',
      ' AND ',
      ' OR ',
      '%',
      '_',
      '--',
      '\n',
      '/*',
      '*/',
      'E',
      '::text',
      'VALUES',
      '[',
      ']',
      '+',
      '.',
      '0x',
    );
    const piece = fc.oneof(
      sql,
      sql,
      digits(4),
      digits(8),
      digits(11).map((n) => `999${n.slice(3)}`),
      digits(15),
      fc.constant('20240401123000'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), fc.constantFrom(planned, unplanned), (pieces, masker) => {
        const once = masker.statement(pieces.join(''));
        expect(masker.statement(once)).toBe(once);
      }),
      { numRuns: 10_000 },
    );
  });

  test('a bare run of 10 to 16 digits that is no time does not survive anywhere in a statement', () => {
    const run = fc.integer({ min: 10, max: 16 }).chain((length) => digits(length).map((n) => `7${n.slice(1)}`));
    const around = fc.constantFrom(
      ["x = '", "'"],
      ['x = ', ''],
      ['-- ', '\n'],
      ['/* ', ' */'],
      ["COPY t TO '/tmp/", ".csv'"],
      ['SELECT * FROM cdr_', ''],
      ['{', '}'],
      ['"', '"'],
      ["f('", "')"],
    );
    fc.assert(
      fc.property(run, around, fc.constantFrom(planned, unplanned), (value, [left = '', right = ''], masker) => {
        expect(masker.statement(`SELECT 1; ${left}${value}${right}`)).not.toContain(value);
      }),
    );
  });
});

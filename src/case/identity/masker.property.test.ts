import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMasker } from './masker.ts';
import type { IdentifierDomain, NumberPlan } from './types.ts';

/** Plans of carriers that do not exist: with and without a national prefix, of one and of several lengths. */
const plans: readonly NumberPlan[] = [
  { country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101'] },
  { country_code: '999', national_prefix: '', msisdn_lengths: [12], mcc_mnc: ['001001'] },
  { country_code: '99', national_prefix: '8', msisdn_lengths: [12], mcc_mnc: ['00102', '00103'] },
];
const key = new Uint8Array(32).fill(7);
const columns = new Map<string, IdentifierDomain>([
  ['a_number', 'msisdn'],
  ['imsi', 'imsi'],
  ['imei', 'imei'],
]);
const maskers = plans.map((plan) => ({ plan, masker: createMasker({ key, plan, columns }) }));
const carrier = fc.constantFrom(...maskers);

const digit = fc.integer({ min: 0, max: 9 });
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
/** A national number that is no date and does not begin with the digit of a national prefix. */
const own = (plan: NumberPlan): fc.Arbitrary<string> =>
  fc
    .constantFrom(...plan.msisdn_lengths)
    .chain((length) => fc.tuple(fc.integer({ min: 3, max: 7 }), digits(length - plan.country_code.length - 1)))
    .map(([first, rest]) => `${String(first)}${rest}`);

/** Splits the end of a number into groups of three and what is left, as people do. */
function grouped(number: string, separator: string): string {
  const groups: string[] = [];
  let rest = number;
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [...groups, rest].join(separator);
}

const separator = fc.constantFrom(' ', '-', '.', '/');
/** All spellings that name the number with its country code or national prefix. */
const fullSpelling = (plan: NumberPlan, number: string): fc.Arbitrary<string> => {
  const { country_code: country, national_prefix: trunk } = plan;
  const spellings = [
    `+${country}${number}`,
    `00${country}${number}`,
    `${country}${number}`,
    `%2B${country}${number}`,
    `tel:+${country}${number}`,
  ];
  if (trunk !== '') spellings.push(`${trunk}${number}`, `+${country}(${trunk})${number}`);
  const spaced = separator.map((gap) => `+${country}${gap}${grouped(number, gap)}`);
  const national = separator.map((gap) => (trunk === '' ? `+${country} ${number}` : `${trunk}${grouped(number, gap)}`));
  return fc.oneof(fc.constantFrom(...spellings), spaced, national);
};

const hex = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length - 1, maxLength: length - 1 }).map((all) => `${all.join('')}d`);
const two = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'));
const date = fc.tuple(fc.integer({ min: 1990, max: 2040 }), two(1, 12), two(1, 28), two(0, 23), two(0, 59), two(0, 59));
const octet = fc.integer({ min: 0, max: 255 });
/** What must stand: hexadecimal, GUIDs, SIDs, dates, addresses, versions, handles. */
const exempt = fc.oneof(
  hex(40),
  hex(16).map((value) => `0x${value}`),
  fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((parts) => `{${parts.join('-')}}`),
  fc.tuple(digits(8), digits(4), digits(4), digits(4), digits(12)).map((parts) => parts.join('-')),
  fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 2 ** 32 - 1 })).map(([a, b]) => `S-1-5-21-${a}-${b}-1001`),
  date.map(([y, mo, d, h, mi, s]) => `${y}-${mo}-${d}T${h}:${mi}:${s}Z`),
  date.map(([y, mo, d, h, mi, s]) => `${y}-${mo}-${d} ${h}:${mi}:${s}.1234567`),
  date.map(([y, mo, d]) => `${d}.${mo}.${y}`),
  date.map(([y, mo, d, h, mi, s]) => `${y}${mo}${d}${h}${mi}${s}`),
  date.map(([y, mo, d]) => `${y}${mo}${d}`),
  fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.')),
  fc.nat({ max: 99_999 }).map((n) => `10.0.${n}.1234`),
  fc.nat().map((n) => `LogonId=0x${n.toString(16)}`),
  fc.nat({ max: 2 ** 31 }).map((n) => `ProcessId: ${n}`),
);
const word = fc.constantFrom('export', 'the', 'Zähler', 'C:\\Windows\\Temp', '-hp', 'q', '日本', 'cmd.exe /c', '&amp;', '');
const edge = fc.constantFrom(' ', '"', '=', '/', '\\', '_', ',', ';', '>', '|', "'");

describe('masking of free text', () => {
  test('no spelling of a subscriber of the plan survives, and all get one pseudonym', () => {
    const input = carrier.chain(({ plan, masker }) =>
      own(plan).chain((number) =>
        fc.record({
          masker: fc.constant(masker),
          plan: fc.constant(plan),
          number: fc.constant(number),
          spelling: fullSpelling(plan, number),
          before: word,
          left: edge,
          right: edge,
          behind: word,
        }),
      ),
    );
    fc.assert(
      fc.property(input, ({ masker, plan, number, spelling, before, left, right, behind }) => {
        const masked = masker.text(`${before}${left}${spelling}${right}${behind}`);
        expect(masked.replaceAll(/msisdn:[0-9a-f]{32}/g, '').replaceAll(/\D/g, '')).toBe('');
        expect(masked).toContain(masker.identifier('msisdn', plan.country_code + number) ?? 'nothing');
      }),
      { numRuns: 3000 },
    );
  });

  test('an unbroken number without prefix is known by its length', () => {
    const input = carrier.chain(({ plan, masker }) => fc.tuple(fc.constant(masker), fc.constant(plan), own(plan), edge, edge));
    fc.assert(
      fc.property(input, ([masker, plan, number, left, right]) => {
        expect(masker.text(`to${left}${number}${right}x`)).toBe(
          `to${left}${masker.identifier('msisdn', plan.country_code + number) ?? ''}${right}x`,
        );
      }),
    );
  });

  test('exempt tokens stand, beside a masked number too', () => {
    const input = carrier.chain(({ plan, masker }) =>
      fc.tuple(fc.constant(masker), fc.constant(plan), own(plan), fc.array(exempt, { minLength: 1, maxLength: 4 }), word),
    );
    fc.assert(
      fc.property(input, ([masker, plan, number, tokens, before]) => {
        const around = `${before} ${tokens.join(', ')}`;
        expect(masker.text(around)).toBe(around);
        expect(masker.text(`${around} +${plan.country_code}${number}`)).toBe(
          `${around} ${masker.identifier('msisdn', plan.country_code + number) ?? ''}`,
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('what is masked stays as it is', () => {
    const piece = fc.oneof(
      exempt,
      word,
      edge,
      digits(3),
      digits(9),
      digits(11),
      digits(15),
      fc.constantFrom('+', '00', '(', ')', '-', '.', '%2B', '%39', '999', '0'),
    );
    fc.assert(
      fc.property(carrier, fc.array(piece, { maxLength: 12 }), ({ masker }, pieces) => {
        const once = masker.text(pieces.join(''));
        expect(masker.text(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  test('any text at all is read without an error', () => {
    fc.assert(
      fc.property(carrier, fc.string({ unit: 'binary', maxLength: 200 }), ({ masker }, text) => {
        expect(typeof masker.text(text)).toBe('string');
        expect(typeof masker.statement(text)).toBe('string');
      }),
    );
  });
});

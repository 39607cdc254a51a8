import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { guidOf, handleOf, integerOf, portOf, processIdOf, smallIntegerOf } from './number-text.ts';

test.each([
  [integerOf, '42', 42],
  [integerOf, ' -42 ', -42],
  [integerOf, '9007199254740993', null],
  [integerOf, '1.5', null],
  [integerOf, '', null],
  [smallIntegerOf, '2147483648', null],
  [smallIntegerOf, '-2147483647', -2147483647],
  [portOf, '0', null],
  [portOf, '65535', 65535],
  [portOf, '65536', null],
  [processIdOf, '0x1F4', 500],
  [processIdOf, '500', 500],
  [handleOf, '0x3e7', '0x3e7'],
  [handleOf, '0x0003E7', '0x3e7'],
  [handleOf, '999', '0x3e7'],
  [handleOf, '0x0', null],
  [handleOf, '0x', null],
  [guidOf, '{CA57EC33-2E4B-499B-D832-A80818E844FA}', '{ca57ec33-2e4b-499b-d832-a80818e844fa}'],
  [guidOf, 'ca57ec33-2e4b-499b-d832-a80818e844fa', '{ca57ec33-2e4b-499b-d832-a80818e844fa}'],
  [guidOf, '{00000000-0000-0000-0000-000000000000}', null],
  [guidOf, '{ca57ec33-2e4b-499b-d832-a80818e844f}', null],
] as const)('%o of %s is %s', (read, text, value) => {
  expect(read(text)).toBe(value);
});

const hexadecimal = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 0, maxLength: 19 });

test('the quick look at the usual forms says what the pattern says', () => {
  fc.assert(
    fc.property(hexadecimal, (digits) => {
      const m = /^0*([0-9a-f]{1,16})$/.exec(digits.toLowerCase());
      expect(handleOf(`0x${digits}`)).toBe(m?.[1] === undefined || m[1] === '0' ? null : `0x${m[1]}`);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -.'), maxLength: 17 }), (text) => {
      const number = /^\s*-?\d{1,16}\s*$/.test(text) ? Number(text) : Number.NaN;
      expect(integerOf(text)).toBe(Number.isSafeInteger(number) ? number : null);
    }),
  );
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), fc.boolean(), (uuid, upper, braces) => {
      const spelled = upper ? uuid.toUpperCase() : uuid;
      expect(guidOf(braces ? `{${spelled}}` : spelled)).toBe(/^[0-]+$/.test(uuid) ? null : `{${uuid}}`);
    }),
  );
});

import { expect, test } from 'vitest';
import { createMasker } from '../case/index.ts';
import { maskedFields } from './masked-fields.ts';

const masker = createMasker({ key: Buffer.alloc(32, 7), plan: null, columns: new Map() });

test('names of fields are masked like values: a record may have given them', () => {
  const fields = maskedFields(
    [
      ['+99970000017', 'calls +99970000018'],
      ['param1', null],
    ],
    false,
    masker,
  );
  expect(fields).not.toMatch(/9997000001/);
  expect(maskedFields([['+99970000017', null]], false, masker, ['+99970000017'])).toContain('+99970000017');
  expect(Object.keys(JSON.parse(fields) as object)).toEqual([expect.stringMatching(/^msisdn:/), 'param1']);
});

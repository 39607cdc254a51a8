import { expect, it } from 'vitest';
import { z } from 'zod';
import { explanationSchema } from './explanation-schema.ts';

it('docs/schemas/explanation.json says what the code says (npx vitest -u writes it anew)', async () => {
  const text = `${JSON.stringify(z.toJSONSchema(explanationSchema, { target: 'draft-2020-12' }), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../docs/schemas/explanation.json');
});

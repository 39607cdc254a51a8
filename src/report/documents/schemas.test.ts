import { expect, it } from 'vitest';
import { z } from 'zod';
import { schemas } from './schemas.ts';

it.each(Object.entries(schemas))('docs/schemas/%s.json says what the code says (npx vitest -u writes it anew)', async (name, schema) => {
  const text = `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12' }), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.json`);
});

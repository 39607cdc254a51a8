import { readFileSync } from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { loadContext } from './load-context.ts';
import { contextJsonSchemas } from './schemas.ts';
import { parseYaml } from './yaml-document.ts';

const docs = join(import.meta.dirname, '../../../docs');
const page = readFileSync(join(docs, 'context.md'), 'utf8');

/** The examples of docs/context.md: each block follows a heading that names its file. */
const examples = [...page.matchAll(/^## `([^`]+)`\n[^#]*?```(?:yaml|csv)\n([^`]*)```/gm)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

describe('the context folder', () => {
  test.each(Object.entries(contextJsonSchemas()))('docs/schemas/context/%s.json is what the schema prints', async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'schemas/context', `${name}.json`));
  });

  test('loads every example of docs/context.md without a problem', () => {
    const dir = mkdtempSync(join(tmpdir(), 'hardcell-context-'));
    try {
      for (const { file, text } of examples) {
        mkdirSync(dirname(join(dir, file)), { recursive: true });
        writeFileSync(join(dir, file), text);
      }
      const context = loadContext(dir);
      expect(context.problems).toEqual([]);
      expect(context.numbers).not.toBe(null);
      expect([context.sources.length, context.mappings.length, context.tickets.length, context.honey.length]).toEqual([3, 1, 1, 2]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  test.each([
    ['sources.yaml', 'sources'],
    ['numbers.yaml', 'numbers'],
    ['mappings/voice.yaml', 'mapping'],
  ])('the example of %s is valid by its JSON Schema', (file, name) => {
    const schema = contextJsonSchemas()[name] ?? {};
    const text = examples.find((example) => example.file === file)?.text ?? '';
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect([validate(parseYaml(text).document.value), validate.errors]).toEqual([true, null]);
  });
});

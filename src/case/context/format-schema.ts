import { z } from 'zod';
import { isTimeFormat } from '../../lib/index.ts';

const name = z.union([z.string(), z.int()]).transform(String).pipe(z.string().min(1).max(500));
const optionalName = name.nullish().transform((value) => value ?? null);
const names = z
  .union([name, z.array(name).min(1)], { error: 'must be a field or a list of fields' })
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** One printable ASCII character or a tab. */
const character = z.string().regex(/^[\t\x20-\x7e]$/, 'must be one ASCII character');

const constant = z.union([z.string(), z.number(), z.boolean()], { error: 'must be text, a number, true or false' }).transform(String);

const column = z.union(
  [
    names.transform((fields) => ({ fields, values: null })),
    z.strictObject({ field: names, values: z.record(z.string(), constant).optional() }).transform(({ field, values }) => ({
      fields: field,
      values: values ?? null,
    })),
    z.strictObject({ always: constant }),
  ],
  { error: 'must be a field, {field, values} or {always}' },
);

export const formatSchema = z
  .strictObject({
    match: name,
    format: z.enum(['jsonl', 'csv'], { error: 'must be jsonl or csv' }),
    delimiter: character.default(','),
    quote: z
      .string()
      .regex(/^(?:[\t\x20-\x7e]|none)$/, 'must be one ASCII character, or none')
      .default('"'),
    header: z.union([z.literal(true), z.array(name).min(1)], { error: 'must be true or a list of names' }).default(true),
    begins: optionalName,
    time: z.strictObject({
      field: names,
      format: name.refine(isTimeFormat, 'must be iso, epoch_s, epoch_ms, epoch_us or a pattern of YYYY MM DD hh mm ss'),
    }),
    host: z
      .union([name.transform((field) => ({ field })), z.strictObject({ field: name }), z.strictObject({ always: name })], {
        error: 'must be a field or {always}',
      })
      .nullish()
      .transform((value) => value ?? null),
    fact: optionalName,
    columns: z.record(z.string(), column).default({}),
    logsource: z
      .strictObject({ product: optionalName, category: optionalName, service: optionalName })
      .nullish()
      .transform((value) => value ?? null),
  })
  .describe(
    'A log that Hardcell does not know: which files, how its records are laid out, where their time and host stand, and which fact they are.',
  );

import { z } from 'zod';
import { correlationTypes } from '../../sigma/index.ts';
import type { CorrelationDocument, ExplainedDocument, ExplainedNode, ExplanationDocument } from './explanation-document.ts';

const texts = z.array(z.string());
const level = z.enum(['informational', 'low', 'medium', 'high', 'critical']);

const rule = z.object({
  id: z.string(),
  title: z.string(),
  level,
  author: z.string().nullable(),
  file: z.string(),
  line: z.int().positive(),
  filters: z.array(z.object({ id: z.string(), title: z.string() })),
});

const route = z.object({
  product: z.string().nullable(),
  category: z.string().nullable(),
  service: z.string().nullable(),
  holds: z.boolean(),
  checks: z.array(
    z.object({
      asks: z.enum(['source', 'channel', 'field']),
      field: z.string().nullable(),
      wanted: texts,
      found: z.string().nullable(),
      holds: z.boolean(),
    }),
  ),
});

const item = z.object({
  kind: z.literal('item'),
  holds: z.boolean(),
  field: z.string().nullable(),
  modifiers: texts,
  line: z.int().positive(),
  column: z.int().positive(),
  read: texts,
  present: z.boolean(),
  values: texts,
  all: z.boolean(),
  negated: z.boolean(),
  wanted: z.array(
    z.object({
      words: z.string(),
      holds: z.boolean(),
      by: z.object({ field: z.string().nullable(), value: z.string() }).nullable(),
      other: texts.nullable(),
    }),
  ),
  why: z.string(),
});

const node: z.ZodType<ExplainedNode> = z.lazy(() =>
  z.union([
    z.object({ kind: z.enum(['and', 'or']), holds: z.boolean(), parts: z.array(node) }),
    z.object({ kind: z.literal('not'), holds: z.boolean(), part: node }),
    z.object({ kind: z.literal('search'), name: z.string(), holds: z.boolean(), part: node }),
    item,
  ]),
);

const explained = z.object({
  kind: z.literal('rule'),
  rule,
  matched: z.boolean(),
  routing: z.object({
    logsource: z.object({ product: z.string().nullable(), category: z.string().nullable(), service: z.string().nullable() }),
    considered: z.boolean(),
    routes: z.array(route),
    taken: z.int().nonnegative().nullable(),
  }),
  condition: node,
}) satisfies z.ZodType<ExplainedDocument>;

const fieldValues = z.array(z.object({ name: z.string(), field: z.string(), values: texts }));

const correlation = z.object({
  kind: z.literal('correlation'),
  rule,
  type: z.enum(correlationTypes),
  timespan: z.number().positive(),
  matched: z.boolean(),
  steps: z.array(
    z.object({
      name: z.string(),
      chained: z.boolean(),
      sources: z.array(z.object({ explanation: explained, group: fieldValues, counted: fieldValues })),
    }),
  ),
}) satisfies z.ZodType<CorrelationDocument>;

/** The shape of what `rules explain --json` prints. */
export const explanationSchema = z.object({
  event: z.object({
    ref: z.string().nullable(),
    time: z.string().nullable(),
    host: z.string().nullable(),
    source: z.string(),
    channel: z.string().nullable(),
  }),
  rules: z.array(z.union([explained, correlation])),
}) satisfies z.ZodType<ExplanationDocument>;

import { z } from 'zod';
import type {
  CoverageDocument,
  ExposureDocument,
  FindingDocument,
  LedgerDocument,
  QuarantineDocument,
  StoryDocument,
  SummaryDocument,
} from './types.ts';

/** A byte or record count: an integer, or its digits above 2^53. */
const count = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]);
const confidence = z.number().min(0).max(1);
const grade = z.enum(['confirmed', 'possible', 'excluded']);
const ref = z.string().regex(/^[0-9a-f]{16}(@\d+|:\d+)$/);
const id = z.string().regex(/^[0-9a-f]{16}$/);
/** ISO 8601 UTC with the digits the source had. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/);
const pseudonym = z.string().regex(/^(msisdn|imsi|imei):[0-9a-f]{32}$/);

const pointer = z.object({
  ref,
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  offset: z.int().nonnegative(),
  record_id: z.string().nullable(),
  channel: z.string().nullable(),
  host: z.string().nullable(),
});
const evidence = z.array(pointer);

const blind = z.array(
  z.object({
    host: z.string(),
    source: z.string(),
    from: time,
    to: time,
    cause: z.string(),
    missing: count.nullable(),
    ref: ref.nullable(),
  }),
);

const finding = z.object({
  id,
  rule: z.object({
    id: z.string(),
    title: z.string(),
    level: z.enum(['critical', 'high', 'medium', 'low', 'informational']),
    author: z.string(),
    terminal: z.boolean(),
  }),
  time,
  last: time,
  host: z.string(),
  attack: z.array(z.string()),
  fields: z.record(z.string(), z.string().nullable()),
  evidence: evidence.min(1),
}) satisfies z.ZodType<FindingDocument>;

const hop = z.object({
  id,
  from: z.string(),
  to: z.string(),
  account: z.string(),
  mechanism: z.string(),
  time,
  last: time,
  wave: z.int().positive(),
  interval: z.tuple([time, time]).nullable(),
  uses: z.int().positive(),
  confidence,
  stolen_at: z.object({ host: z.string(), time }).nullable(),
  evidence: evidence.min(1),
});

const stage = z.object({
  tactic: z.string(),
  technique: z.string(),
  host: z.string(),
  time,
  title: z.string(),
  finding: id,
  account: z.string().nullable(),
  evidence: evidence.min(1),
});

const tunnel = z.object({
  host: z.string(),
  kind: z.string(),
  peer: z.string().nullable(),
  first: time,
  last: time,
  bytes_in: count.nullable(),
  bytes_out: count.nullable(),
  evidence,
});

const story = z.object({
  operations: z.array(
    z.object({
      id,
      first: time,
      last: time,
      confidence,
      waves: z.array(z.object({ first: time, last: time })),
      hosts: z.array(z.object({ name: z.string(), compromised: grade, first: time, last: time, confidence })),
      hops: z.array(hop),
      stages: z.array(stage),
      tunnels: z.array(tunnel),
      open_questions: z.array(z.object({ text: z.string(), about: z.string(), would_tell: z.array(z.string()) })),
    }),
  ),
  authorised: z.array(
    z.object({
      id,
      tickets: z.array(z.string()),
      first: time,
      last: time,
      hosts: z.array(z.string()),
      accounts: z.array(z.string()),
      hops: z.int().nonnegative(),
      findings: z.int().nonnegative(),
    }),
  ),
  blind,
}) satisfies z.ZodType<StoryDocument>;

const ledgerLine = z.object({
  queried: count.nullable(),
  queried_possible: count.nullable(),
  staged: count.nullable(),
  sent: count.nullable(),
  unexplained: count.nullable(),
});

const ledger = z.object({
  total: ledgerLine,
  waves: z.array(ledgerLine.extend({ wave: z.int().positive() })),
}) satisfies z.ZodType<LedgerDocument>;

const graded = z.object({ confirmed: count, possible: count });

const exposure = z.object({
  accesses: z.array(
    z.object({
      id,
      time,
      account: z.string(),
      store: z.string(),
      statement: z.string(),
      grade,
      columns: z.array(z.string()),
      rows: graded,
      rows_logged: count.nullable(),
      client_host: z.string().nullable(),
      widened: z.string().nullable(),
      whose: z.string(),
      wave: z.int().positive().nullable(),
      evidence: evidence.min(1),
    }),
  ),
  records: z.object({ confirmed: count.nullable(), possible: count.nullable(), excluded: count.nullable() }),
  subjects: z.object({ confirmed: count.nullable(), possible: count.nullable() }),
  targets: z.array(
    z.object({ subject: pseudonym, rank: z.int().positive(), score: confidence, reasons: z.array(z.string()), records: graded }),
  ),
  ledger,
  left_out: z.array(z.object({ reason: z.string(), accesses: z.int().positive() })),
  stores: z.array(graded.extend({ store: z.string(), excluded: count })),
  columns: z.array(graded.extend({ column: z.string() })),
}) satisfies z.ZodType<ExposureDocument>;

const techniqueCounts = z.object({
  techniques: z.int().nonnegative(),
  all: z.int().nonnegative(),
  partly: z.int().nonnegative(),
  never: z.int().nonnegative(),
});
const techniqueId = z.string().regex(/^T\d{4}(\.\d{3})?$/);

const techniques = techniqueCounts.extend({
  tactics: z.array(techniqueCounts.extend({ tactic: z.string() })),
  months: z.array(techniqueCounts.extend({ month: z.string() })),
  missing: z.array(z.object({ log: z.string(), techniques: z.int(), never: z.int(), hosts: z.int() })),
  list: z.array(
    z.object({
      technique: techniqueId,
      seen: z.enum(['all', 'partly', 'never']),
      hosts: z.int().nonnegative(),
      hosts_seen: z.int().nonnegative(),
      missing: z.array(z.string()),
    }),
  ),
});

const coverage = z.object({
  span: z.object({ from: time, to: time }).nullable(),
  sources: z.array(
    z.object({
      host: z.string(),
      source: z.string(),
      first: time,
      last: time,
      records: count,
      months: z.record(z.string().regex(/^\d{4}-\d\d$/), z.int().positive()),
      clock_skew_s: z.number().nullable(),
      records_per_day: z.number().nonnegative(),
      missing: count.nullable(),
      rotates: z.boolean().nullable(),
      ordinary_silence_s: z.number().nonnegative().nullable(),
    }),
  ),
  blind,
  clock: z.array(
    z.object({
      host: z.string(),
      from: time,
      to: time,
      skew_s: z.number(),
      spread_s: z.number().nonnegative(),
      pairs: count,
      reference: z.string(),
    }),
  ),
  techniques,
  preservation: z.array(
    z.object({
      rank: z.int().positive(),
      host: z.string(),
      source: z.string(),
      oldest: time.nullable(),
      newest: time.nullable(),
      keeps_days: z.number().nonnegative().nullable(),
      gone_by: time.nullable(),
      value: z.number().nonnegative(),
      why: z.string(),
    }),
  ),
}) satisfies z.ZodType<CoverageDocument>;

const quarantine = z.object({
  file: z.string(),
  offset: z.int().nonnegative(),
  reason: z.string(),
  code: z.string(),
  bytes: count,
}) satisfies z.ZodType<QuarantineDocument>;

const ruleProblem = z.object({ file: z.string(), line: z.int().positive().nullable(), code: z.string(), reason: z.string() });

const summary = z.object({
  case: id,
  evidence: z.object({
    files: z.int().nonnegative(),
    bytes: count,
    records: count,
    parsed: count,
    duplicate: count,
    quarantined: count,
    out_of_scope: count,
    first: time.nullable(),
    last: time.nullable(),
    digest: id,
  }),
  stores: z.array(z.object({ store: z.string(), files: z.int().nonnegative(), rows: count, records: count, quarantined: count })),
  rules: z.object({
    loaded: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    rejections: z.array(ruleProblem),
    warnings: z.array(ruleProblem),
  }),
  findings: z.record(z.enum(['critical', 'high', 'medium', 'low', 'informational']), z.int().nonnegative()),
  operations: z.int().nonnegative(),
  records_exposed: z.object({ confirmed: count.nullable(), possible: count.nullable() }),
  run: z.object({ seconds: z.number().nonnegative(), peak_memory: z.int().nonnegative() }),
}) satisfies z.ZodType<SummaryDocument>;

/** The shape of everything `show --json` prints; of lists printed a line each, the shape of a line. */
export const schemas = { summary, finding, story, exposure, ledger, coverage, quarantine } as const;

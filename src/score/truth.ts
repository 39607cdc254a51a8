import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HardcellError } from '../lib/index.ts';

const hop = z.object({
  from: z.string(),
  to: z.string(),
  account: z.string(),
  mechanism: z.string(),
  time: z.string(),
  observable: z.boolean(),
  /** Which kept logs name it; absent in a truth that does not say. */
  witnesses: z.array(z.string()).optional(),
  stolen_at: z.object({ host: z.string(), time: z.string() }).nullable(),
});

/** An account that was tried from one host on another and refused there: no hop. */
const attempt = z.object({ from: z.string(), to: z.string(), account: z.string(), time: z.string() });

const operation = z.object({
  hosts: z.array(z.object({ name: z.string(), compromised: z.enum(['confirmed', 'possible', 'excluded']) })),
  hops: z.array(hop),
  attempts: z.array(attempt).optional(),
});

const access = z.object({
  /** `possible` where the statement does not determine its rows, whatever it really returned. */
  grade: z.enum(['confirmed', 'possible', 'excluded']),
  record_ids: z.array(z.string()),
});

const truth = z.object({ operations: z.array(operation), accesses: z.array(access), targets: z.array(z.string()) });

/** What really happened, as `rehearse` writes it; identifiers in `targets` are clear. */
export type Truth = z.infer<typeof truth>;
export type TrueHop = z.infer<typeof hop>;
export type TrueAttempt = z.infer<typeof attempt>;

/** Reads truth.json. Throws a `HardcellError` when it is not there or not a truth. */
export function readTruth(file: string): Truth {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HardcellError('TRUTH_UNREADABLE', {}, file, { cause });
  }
  const parsed = truth.safeParse(json(text));
  if (!parsed.success) throw new HardcellError('TRUTH_INVALID', { where: parsed.error.issues[0]?.path.join('.') || 'its beginning' }, file);
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a truth: the schema says so with the file's name.
    return null;
  }
}

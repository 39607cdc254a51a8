import { availableParallelism } from 'node:os';
import { HardcellError, instantFromIso } from '../../lib/index.ts';

/** What `investigate` is asked to do, checked. */
export interface InvestigateOptions {
  readonly evidence: readonly string[];
  readonly caseDir: string;
  readonly rules: readonly string[];
  /** File with the values of placeholders. */
  readonly placeholders: string | null;
  readonly cdr: string | null;
  readonly context: string | null;
  readonly key: string | null;
  readonly jobs: number;
  /** Scope in µs since 1970, from inclusive, to exclusive. */
  readonly from: number | null;
  readonly to: number | null;
}

/** The options as the command line gives them. */
export interface RawInvestigateOptions {
  readonly case: string;
  readonly rules?: readonly string[];
  readonly placeholders?: string;
  readonly cdr?: string;
  readonly context?: string;
  readonly key?: string;
  readonly jobs?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Checks what was given; throws a `HardcellError` of wrong usage. */
export function investigateOptions(evidence: readonly string[], raw: RawInvestigateOptions): InvestigateOptions {
  const [from, to] = [timeOf(raw.from), timeOf(raw.to)];
  if (from !== null && to !== null && from >= to) throw new HardcellError('USAGE_SCOPE');
  return {
    evidence,
    caseDir: raw.case,
    rules: raw.rules ?? [],
    placeholders: raw.placeholders ?? null,
    cdr: raw.cdr ?? null,
    context: raw.context ?? null,
    key: raw.key ?? null,
    jobs: jobsOf(raw.jobs),
    from,
    to,
  };
}

export function jobsOf(given: string | undefined): number {
  if (given === undefined) return availableParallelism();
  const jobs = Number(given);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) throw new HardcellError('USAGE_JOBS');
  return jobs;
}

function timeOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const instant = instantFromIso(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given);
  if (!instant) throw new HardcellError('USAGE_TIME', { given });
  return instant.us;
}

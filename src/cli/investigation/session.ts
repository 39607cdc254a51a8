import { existsSync, mkdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import {
  columnDomains,
  createMasker,
  keyFingerprint,
  loadContext,
  loadOrCreateKey,
  openAuditTrail,
  openCase,
  whoRuns,
  type CarrierContext,
  type Case,
  type Masker,
} from '../../case/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { digestOf, HardcellError, idOf, version } from '../../lib/index.ts';
import { maskOutputWith } from '../plain-masker.ts';
import { gather, type Gathered } from './gather.ts';
import type { InvestigateOptions } from './options.ts';
import { remember, remembered, withRemembered } from './remembered.ts';
import { loadAllRules, type LoadedRules } from './rule-set.ts';

/** Raised when reading the same bytes would give other facts or matches: shards of older passes are then made again. */
const PASS_VERSION = 1;
/** MB the whole run may use (DESIGN: a case of 100 GB in under 2 GB), and what a worker takes beside its engine. */
const MEMORY_BUDGET = 2000;
const WORKER_OVERHEAD = 300;

/** Everything the stages of one run share. */
export interface Session {
  /** What was asked for, with what an earlier run of this case was given filled in. */
  readonly options: InvestigateOptions;
  readonly opened: Case;
  readonly engine: Duckdb;
  readonly gathered: Gathered;
  readonly rules: LoadedRules;
  readonly context: CarrierContext;
  readonly key: Uint8Array;
  readonly masker: Masker;
  /** Names what the pass depends on beside the evidence. */
  readonly generation: string;
  /** Names the call-record store by what its files hold. */
  readonly cdrDigest: string;
  /** MB for each worker's engine. */
  readonly workerMemory: number;
  close(): void;
}

/** Opens the case, looks at the evidence, and loads rules, context and key; tells the audit trail. */
export async function openSession(given: InvestigateOptions, progress: (text: string) => void): Promise<Session> {
  refuseInside(given.caseDir, given.evidence);
  if (given.cdr !== null && !existsSync(given.cdr)) throw new HardcellError('CDR_NOT_THERE', {}, given.cdr);
  for (const folder of given.rules) if (!existsSync(folder)) throw new HardcellError('RULES_NOT_THERE', {}, folder);
  const digests = (done: number, of: number): void => progress(`taking digests: ${done} of ${of} files`);
  const gathered = await gather(given.evidence, digests);
  const opened = openCase(given.caseDir);
  const options = withRemembered(given, remembered(opened));
  const store = options.cdr === null ? { files: [] } : await gather([options.cdr], digests);
  const context = loadContext(options.context);
  refuseBrokenPlan(context);
  const rules = loadAllRules(options.rules);
  const caseId = opened.manifest.setting('case_id') ?? idOf(...gathered.files.map((file) => file.sha256).sort());
  const before = opened.manifest.setting('key_fingerprint');
  // A case that has a key never gets another one: a fresh file in its place could be taken for the real one.
  const { key } = loadOrCreateKey({ file: options.key, caseId, caseDir: opened.paths.dir, mustExist: before !== null });
  const fingerprint = keyFingerprint(key);
  if (before !== null && before !== fingerprint) throw new HardcellError('KEY_DIFFERS', {}, options.caseDir);
  opened.manifest.set('case_id', caseId);
  opened.manifest.set('key_fingerprint', fingerprint);
  const masker = createMasker({ key, plan: context.numbers, columns: columnDomains(context.mappings) });
  maskOutputWith(masker);
  remember(opened, options, masker);
  const scope = [options.from, options.to].map(String);
  const spill = `${opened.paths.temporary}/spill`;
  mkdirSync(spill, { recursive: true });
  openAuditTrail(opened.paths.dir).append({
    who: whoRuns(),
    version,
    command: 'investigate',
    flags: maskedFlags(options, masker),
    rules_digest: rules.digest,
    evidence: gathered.files.map((file) => ({ path: masker.text(file.path), sha256: file.sha256 })),
  });
  const engine = await Duckdb.open({ threads: options.jobs, memory: MEMORY_BUDGET - WORKER_OVERHEAD, temporary: spill });
  return {
    options,
    opened,
    engine,
    gathered,
    rules,
    context,
    key,
    masker,
    generation: digestOf([version, String(PASS_VERSION), rules.digest, context.digest, fingerprint, ...scope], 16),
    cdrDigest: digestOf(store.files.map((file) => `${file.path} ${file.sha256}`).sort(), 16),
    workerMemory: Math.max(200, Math.floor((MEMORY_BUDGET - WORKER_OVERHEAD * options.jobs) / options.jobs)),
    close() {
      engine.close();
      opened.manifest.close();
    },
  };
}

/** A number plan that cannot be used would let identifiers through that it was given to mask. */
function refuseBrokenPlan(context: CarrierContext): void {
  const broken = context.problems.find((item) => item.file.startsWith('numbers.'));
  if (broken && context.numbers === null)
    throw new HardcellError('NUMBERS_BROKEN', { cause: broken.reason }, `${broken.file}:${broken.line ?? 1}`);
}

/** Evidence is never changed, so a case may not lie inside it. */
function refuseInside(caseDir: string, evidence: readonly string[]): void {
  for (const root of evidence) {
    const below = relative(resolve(root), resolve(caseDir));
    if (!below.startsWith('..')) throw new HardcellError('USAGE_CASE_INSIDE', {}, caseDir);
  }
}

function maskedFlags(options: InvestigateOptions, masker: Masker): Record<string, string> {
  const given = Object.entries(options).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, masker.text(Array.isArray(value) ? value.join(' ') : String(value))]));
}

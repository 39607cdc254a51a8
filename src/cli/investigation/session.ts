import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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
import { discover, SealedSpool } from '../../evidence/index.ts';
import { digestOf, HardcellError, idOf, version } from '../../lib/index.ts';
import { maskOutputWith } from '../plain-masker.ts';
import { filesRead } from './files-read.ts';
import { digestFiles, gather, type Gathered } from './gather.ts';
import type { InvestigateOptions } from './options.ts';
import { remember, remembered, withRemembered } from './remembered.ts';
import { loadAllRules, type LoadedRules } from './rule-set.ts';

/** Raised when reading the same bytes would give other facts or matches: shards of older passes are then made again. */
const PASS_VERSION = 3;
/** MB the engines and workers share, so that the whole run stays below 1.5 GB; and what a worker takes beside its engine. */
const MEMORY_BUDGET = 800;
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
  const found = discover(given.evidence);
  const opened = openCase(given.caseDir);
  if (opened.manifest.setting('rehearsing') === 'yes') {
    opened.manifest.close();
    throw new HardcellError('REHEARSAL_UNFINISHED', {}, opened.paths.dir);
  }
  const options = withRemembered(given, remembered(opened));
  const context = loadContext(options.context);
  refuseBrokenPlan(context);
  const rules = loadAllRules(options.rules, options.placeholders);
  const scope = [options.from, options.to].map(String);
  const keyed = (caseId: string): Keyed => {
    const { key, fingerprint } = caseKey(opened, options, caseId);
    const generation = digestOf([version, String(PASS_VERSION), rules.digest, context.digest, fingerprint, ...scope], 16);
    return { caseId, key, fingerprint, generation };
  };
  const known = opened.manifest.setting('case_id');
  // A case that was read before says which bytes need not be unpacked again; a new one gets its name from what it holds.
  const before = known === null ? null : keyed(known);
  const spool = new SealedSpool(join(opened.paths.temporary, 'sealed'));
  const read = before === null ? new Set<string>() : filesRead(opened, before.generation);
  const store = { spool, wasRead: (sha256: string) => read.has(sha256), formats: context.formats };
  const gathered = await gather(found, store, progress).catch((cause: unknown) => {
    spool.remove();
    throw cause;
  });
  const records = options.cdr === null ? [] : await digestFiles([options.cdr], progress);
  const { caseId, key, fingerprint, generation } = before ?? keyed(idOf(...gathered.files.map((file) => file.sha256).sort()));
  opened.manifest.set('case_id', caseId);
  opened.manifest.set('key_fingerprint', fingerprint);
  const masker = createMasker({ key, plan: context.numbers, columns: columnDomains(context.mappings) });
  maskOutputWith(masker);
  remember(opened, options, masker);
  const spill = `${opened.paths.temporary}/spill`;
  mkdirSync(spill, { recursive: true });
  openAuditTrail(opened.paths.dir).append({
    who: whoRuns(),
    version,
    command: 'investigate',
    flags: maskedFlags(options, masker),
    rules_digest: rules.digest,
    evidence: [...gathered.archives, ...gathered.files].map((file) => ({ path: masker.text(file.path), sha256: file.sha256 })),
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
    generation,
    cdrDigest: digestOf(records.map((file) => `${file.path} ${file.sha256}`).sort(), 16),
    workerMemory: Math.max(200, Math.floor((MEMORY_BUDGET - WORKER_OVERHEAD * options.jobs) / options.jobs)),
    close() {
      spool.remove();
      engine.close();
      rmSync(spill, { recursive: true, force: true });
      opened.manifest.close();
    },
  };
}

/** What names a case and its pass. */
interface Keyed {
  readonly caseId: string;
  readonly key: Uint8Array;
  readonly fingerprint: string;
  readonly generation: string;
}

function caseKey(opened: Case, { key: file, caseDir }: InvestigateOptions, caseId: string): { key: Uint8Array; fingerprint: string } {
  const before = opened.manifest.setting('key_fingerprint');
  // A case that has a key never gets another one: a fresh file in its place could be taken for the real one.
  const { key } = loadOrCreateKey({ file, caseId, caseDir: opened.paths.dir, mustExist: before !== null });
  const fingerprint = keyFingerprint(key);
  if (before !== null && before !== fingerprint) throw new HardcellError('KEY_DIFFERS', {}, caseDir);
  return { key, fingerprint };
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

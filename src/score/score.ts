import {
  blindTable,
  coverageTable,
  hopTable,
  operationTable,
  stolenRecordTable,
  storyHostTable,
  targetTable,
  type IdentifierDomain,
  type Masker,
  type StageInput,
} from '../case/index.ts';
import { canonicalHost } from '../facts/index.ts';
import { scoreHops, type HopMiss, type HopScore, type TheftMiss } from './hops.ts';
import { hostMisses, type HostMiss } from './hosts.ts';
import { ratio, setScore, type PrecisionRecall } from './ratio.ts';
import type { Truth } from './truth.ts';

/** `score --json`. A measure without anything to measure is null. */
export interface Score {
  readonly hops: HopScore;
  /** Hosts graded `compromised: confirmed`. */
  readonly hosts: PrecisionRecall;
  readonly stolen_at: PrecisionRecall;
  /** How many were claimed; `operations_true` says how many there were. */
  readonly operations: number;
  readonly operations_true: number;
  readonly exposure: {
    /** `recall_understood` is over the accesses whose statement determines its rows. */
    readonly confirmed: PrecisionRecall & { readonly recall_understood: number | null };
    /** Precision over records graded possible; recall over confirmed ∪ possible. */
    readonly possible: PrecisionRecall;
  };
  readonly targets: { readonly precision_at_k: number | null; readonly k: number };
  readonly misses: readonly HopMiss[];
  readonly theft_misses: readonly TheftMiss[];
  readonly host_misses: readonly HostMiss[];
  /** Whether any host or store that the truth names is in the case at all; false says that the truth is of another carrier. */
  readonly same_carrier: boolean;
}

const domains: readonly IdentifierDomain[] = ['msisdn', 'imsi', 'imei'];

/** Measures a case against the truth; the masker is the case's own, because the truth names its targets in clear. */
export async function score(input: StageInput, truth: Truth, masker: Masker): Promise<Score> {
  const { hops, stolen_at, misses, theft_misses } = scoreHops(
    await input.rows(hopTable),
    truth.operations.flatMap((operation) => operation.hops),
    truth.operations.flatMap((operation) => operation.attempts ?? []),
  );
  const told = await input.rows(storyHostTable);
  const hosts = told.filter((row) => row.compromised === 'confirmed').map((row) => row.host);
  const realHosts = truth.operations.flatMap((o) =>
    o.hosts.filter((host) => host.compromised === 'confirmed').map((host) => canonicalHost(host.name) ?? host.name),
  );
  return {
    hops,
    hosts: setScore(new Set(hosts), new Set(realHosts)),
    stolen_at,
    operations: (await input.rows(operationTable)).length,
    operations_true: truth.operations.length,
    exposure: await scoreExposure(input, truth),
    targets: await scoreTargets(input, truth, masker),
    misses,
    theft_misses,
    host_misses: hostMisses(told, realHosts),
    same_carrier: await sameCarrier(input, truth),
  };
}

/** A truth names hosts and accounts that the evidence must know, or stores; one that names nothing at all is as good as any. */
async function sameCarrier(input: StageInput, truth: Truth): Promise<boolean> {
  const named = new Set(truth.operations.flatMap((o) => o.hosts.map((host) => canonicalHost(host.name) ?? host.name)));
  const stores = new Set(truth.accesses.map((access) => access.record_ids[0]?.split(':')[0]).filter((store) => store !== undefined));
  if (named.size + stores.size === 0) return true;
  const hosts = await input.rows(coverageTable);
  const blind = await input.rows(blindTable);
  if ([...hosts, ...blind].some((row) => named.has(row.host))) return true;
  const graded = await input.engine.rows<{ store: string }>(
    `SELECT DISTINCT split_part(record_id, ':', 1) AS store FROM ${input.from(stolenRecordTable)} AS s ORDER BY store`,
  );
  return graded.some((row) => stores.has(row.store));
}

async function scoreExposure(input: StageInput, truth: Truth): Promise<Score['exposure']> {
  const graded = await input.engine.rows<{ record_id: string; grade: string }>(
    `SELECT record_id, grade FROM ${input.from(stolenRecordTable)} AS s ORDER BY record_id`,
  );
  const confirmed = new Set(graded.filter((row) => row.grade === 'confirmed').map((row) => row.record_id));
  const possible = new Set(graded.filter((row) => row.grade === 'possible').map((row) => row.record_id));
  const real = new Set(truth.accesses.flatMap((access) => access.record_ids));
  const understood = new Set(truth.accesses.filter((access) => access.grade === 'confirmed').flatMap((access) => access.record_ids));
  return {
    confirmed: { ...setScore(confirmed, real), recall_understood: setScore(confirmed, understood).recall },
    possible: { precision: setScore(possible, real).precision, recall: setScore(new Set([...confirmed, ...possible]), real).recall },
  };
}

/** Of the first k subjects, k being the number of true targets, the share that was really searched for. */
async function scoreTargets(input: StageInput, truth: Truth, masker: Masker): Promise<Score['targets']> {
  const k = truth.targets.length;
  // The truth does not say which kind of identifier each is; the three kinds can't collide, because each is hashed in a domain of its own.
  const real = new Set<string>(truth.targets.flatMap((clear) => domains.map((domain) => String(masker.identifier(domain, clear)))));
  const first = (await input.rows(targetTable)).slice(0, k);
  return { precision_at_k: ratio(first.filter((target) => real.has(target.subject)).length, k), k };
}

import {
  accessTable,
  callRecordProblemTable,
  callRecordStoreTable,
  exposureTotalTable,
  hopTable,
  intruderSocketTable,
  ledgerTable,
  operationTable,
  stolenRecordTable,
  targetTable,
  waveTable,
  type Access,
  type StageInput,
  type StageOutput,
} from '../case/index.ts';
import { loadCallRecords, type CallRecordStore } from '../cdr/index.ts';
import { Duckdb } from '../engine/index.ts';
import { auditedStatements } from './audited-statements.ts';
import type { ExposureEnvironment, ExposureProblems } from './environment.ts';
import { TakenRecords } from './evaluate/index.ts';
import { evaluateAccess, rowOf, type EvaluatedAccess, type Evaluation, type Place } from './evaluated-access.ts';
import { ledgerOf } from './ledger.ts';
import { postgresqlDialect } from './postgresql/index.ts';
import { gatherStolen, stolenRecords, totalsOf } from './stolen-set.ts';
import { storesOf, type StoreAccess } from './store-access.ts';
import { targetsOf } from './targets.ts';
import { whoseAccess, type IntruderTraces, type Whose } from './whose.ts';

/** Memory of the engine that holds the call records in clear, in MB. */
const MEMORY = 1024;

/**
 * Stage 5, thin: accesses to call-record stores → the stolen set → who was searched for → the ledger. Writes `access`, `stolen_record`, `target`,
 * `ledger`, `exposure_total`, `call_record_store` and `call_record_problem`. Call records and statements are read in clear, in memory; only masked forms are written.
 */
export async function buildExposure(input: StageInput, output: StageOutput, environment: ExposureEnvironment): Promise<ExposureProblems> {
  // Nothing clear may reach a disk: this engine has nowhere to spill to.
  const engine = await Duckdb.open({ threads: 1, memory: MEMORY, temporary: null });
  try {
    const { context, masker, cdr, statements } = environment;
    const { stores, problems } = await loadCallRecords(engine, cdr, context.mappings, masker);
    const dialect = await postgresqlDialect();
    const evaluation: Evaluation = { engine, taken: await TakenRecords.open(engine), dialect, statements };
    const { theirs, leftOut } = await sortedAccesses(input, stores, evaluation);
    const accesses: EvaluatedAccess[] = [];
    for (const [number, { access, whose, place }] of theirs.entries())
      accesses.push(await evaluateAccess(access, number, whose, place, evaluation));
    await gatherStolen(engine);
    const ids = accesses.map(({ row }) => row.id);
    const stolen = await stolenRecords(engine, stores, ids, masker);
    await output.write(accessTable, [...accesses.map(({ row }) => row), ...leftOut]);
    await output.write(stolenRecordTable, stolen);
    await output.write(targetTable, await targetsOf(accesses, stores, engine, masker, context.numbers));
    await output.write(ledgerTable, ledgerOf(accesses));
    await output.write(exposureTotalTable, await totalsOf(engine, stores, stolen));
    const counts = stores.map(({ name, mapping, files, duplicates, records, quarantined }) => ({
      store: name,
      mapping: mapping.file,
      files,
      duplicates,
      rows: records + quarantined,
      records,
      quarantined,
    }));
    await output.write(callRecordStoreTable, counts);
    await output.write(callRecordProblemTable, problems);
    return { items: problems, stores: counts };
  } finally {
    engine.close();
  }
}

interface TheirAccess {
  readonly access: StoreAccess;
  readonly whose: Whose;
  readonly place: Place;
}

/** Every access to a store: the intruder's, by time, and the rows of those that are left out. */
async function sortedAccesses(
  input: StageInput,
  stores: readonly CallRecordStore[],
  { dialect }: Evaluation,
): Promise<{ theirs: readonly TheirAccess[]; leftOut: readonly Access[] }> {
  const traces: IntruderTraces = {
    operations: await input.rows(operationTable),
    sockets: await input.rows(intruderSocketTable),
    hops: await input.rows(hopTable),
    waves: await input.rows(waveTable),
  };
  const theirs: Omit<TheirAccess, 'place'>[] = [];
  const leftOut: Access[] = [];
  for (const audited of await auditedStatements(
    input,
    stores.map((store) => store.mapping),
  )) {
    for (const store of storesOf(audited, stores, dialect)) {
      const access = { audited, store };
      const whose = whoseAccess(audited.fact, traces);
      if (whose.operation === null) leftOut.push(rowOf(access, whose));
      else theirs.push({ access, whose });
    }
  }
  return { theirs: placed(theirs), leftOut };
}

/** Numbers the accesses of one session that have the same text, for texts of several statements. */
function placed(accesses: readonly Omit<TheirAccess, 'place'>[]): TheirAccess[] {
  const keyOf = ({ access: { audited, store } }: Omit<TheirAccess, 'place'>): string =>
    [audited.fact.host, audited.fact.session, store.table, audited.statement].join('\n');
  const totals = new Map<string, number>();
  for (const access of accesses) totals.set(keyOf(access), (totals.get(keyOf(access)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return accesses.map((access) => {
    const key = keyOf(access);
    const index = seen.get(key) ?? 0;
    seen.set(key, index + 1);
    return { ...access, place: { index, of: totals.get(key) ?? 1 } };
  });
}

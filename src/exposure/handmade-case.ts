import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createMasker,
  datastoreActivityTable,
  hopTable,
  intruderSocketTable,
  openCase,
  operationTable,
  runStage,
  stageInput,
  waveTable,
  type CarrierContext,
  type DatastoreActivity,
  type Hop,
  type IntruderSocket,
  type Masker,
  type StageInput,
  type StoreMapping,
} from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { exposureStage } from './stage.ts';

/** Test support: a case whose earlier stages are written by hand, with one store of call records. */

export const SECOND = 1_000_000;
export const START = Date.parse('2024-03-10T12:00:00Z') * 1000;
export const INTRUDER = { client_address: '10.0.0.5', client_port: 50_001 };

const HEADER = 'no,a,imsi,imei,b,at,dur,cell';
/** Three subscribers with four, two and one call; the last one begins after everything that is asked. */
const CALLS = [
  '1,999171000001,001010000000001,350000000000018,999171000002,2024-03-01 10:00:00,60,001-01-1-1',
  '2,999171000001,001010000000001,350000000000018,999171000003,2024-03-02 10:00:00,30,001-01-1-2',
  '3,999171000001,001010000000001,350000000000018,999171000002,2024-03-03 10:00:00,10,',
  '4,999171000002,001010000000002,350000000000026,999171000001,2024-03-02 11:00:00,60,001-01-1-1',
  '5,999171000002,001010000000002,350000000000026,999172000009,2024-03-03 11:00:00,90,001-01-2-1',
  '6,999172000009,001010000000009,350000000000091,999171000002,2024-03-04 10:00:00,15,001-01-2-1',
  '7,999171000001,001010000000001,350000000000018,999171000003,2024-05-01 10:00:00,30,001-01-1-2',
];
/** Every clear identifier of the calls. */
export const IDENTIFIERS = [...new Set(CALLS.flatMap((line) => line.split(',').slice(1, 5)))];

export const mapping: StoreMapping = {
  file: 'mappings/calls.yaml',
  store: 'warehouse',
  tables: ['cdr.calls', 'calls'],
  files: '*.csv',
  key: 'no',
  columns: { servedMSISDN: 'a', servedIMSI: 'imsi', servedIMEI: 'imei', otherMSISDN: 'b', startTime: 'at', duration: 'dur', cell: 'cell' },
  time_zone: 'UTC',
  load_time: null,
};

const numbers = { country_code: '999', national_prefix: '0', msisdn_lengths: [12], mcc_mnc: ['00101'] };
export const masker: Masker = createMasker({
  key: new Uint8Array(32).fill(7),
  plan: numbers,
  columns: new Map([
    ['a', 'msisdn'],
    ['b', 'msisdn'],
    ['imsi', 'imsi'],
    ['imei', 'imei'],
  ]),
});

/** A line of the audit log: facts hold it masked, `sql` is the original. */
export interface AuditLine extends Partial<DatastoreActivity> {
  readonly sql: string;
  readonly bound?: string;
}

export interface HandmadeCase {
  readonly lines: readonly AuditLine[];
  readonly mapping?: Partial<StoreMapping>;
  readonly cdr?: Readonly<Record<string, string>> | null;
  /** The intruder's ports and times; one certain port over the whole day where it is not given. */
  readonly sockets?: readonly { readonly port: number | null; readonly certain: boolean; readonly from?: number; readonly to?: number }[];
  readonly hops?: readonly Pick<Hop, 'to_host' | 'mechanism' | 'time'>[];
  readonly quiet?: boolean;
}

/** Writes the tables before, runs the stage, and gives what it wrote to a reader. */
export async function withExposure<T>(given: HandmadeCase, use: (input: StageInput, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-exposure-'));
  const engine = await Duckdb.open({ threads: 1, memory: 300, temporary: folder });
  const opened = openCase(join(folder, 'case'));
  try {
    const before = await runStage(opened, engine, {
      name: 'before',
      version: 1,
      inputs: [],
      tables: [datastoreActivityTable, operationTable, intruderSocketTable, hopTable, waveTable],
      async run(_, output) {
        await output.write(datastoreActivityTable, given.lines.map(factOf));
        if (given.quiet) return;
        await output.write(operationTable, [{ id: 'op', first: START, last: START + 86_400 * SECOND, confidence: 1 }]);
        await output.write(waveTable, [
          { operation: 'op', number: 1, first: START - 3600 * SECOND, last: START + 3600 * SECOND },
          { operation: 'op', number: 2, first: START + 40_000 * SECOND, last: START + 86_400 * SECOND },
        ]);
        await output.write(hopTable, (given.hops ?? []).map(hopOf));
        await output.write(intruderSocketTable, (given.sockets ?? [{ port: INTRUDER.client_port, certain: true }]).map(socketOf));
      },
    });
    const { cdr } = given;
    const records = join(folder, 'cdr');
    mkdirSync(records);
    for (const [name, text] of Object.entries(cdr ?? { 'calls.csv': `${HEADER}\n${CALLS.join('\n')}\n` }))
      writeFileSync(join(records, name), text);
    const originals = new Map(given.lines.map((line, i) => [refOf(line, i), { statement: line.sql, parameters: line.bound ?? null }]));
    const context: CarrierContext = {
      numbers,
      sources: [],
      mappings: [{ ...mapping, ...given.mapping }],
      formats: [],
      tickets: [],
      honey: [],
      digest: '',
      problems: [],
    };
    const environment = {
      context,
      masker,
      cdr: cdr === null ? null : records,
      statements: { original: async (ref: string) => originals.get(ref) ?? null },
    };
    await runStage(opened, engine, exposureStage(environment, [before]));
    return await use(stageInput(opened, engine), join(folder, 'case'));
  } finally {
    engine.close();
    opened.manifest.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function refOf(line: AuditLine, index: number): string {
  return line.ref ?? `00000000000000aa@${index}`;
}

function factOf({ sql, bound, ...over }: AuditLine, index: number): DatastoreActivity {
  const ref = refOf({ sql, ...over }, index);
  const none = Object.fromEntries(
    Object.entries(datastoreActivityTable.columns)
      .filter(([, column]) => column.null)
      .map(([name]) => [name, null]),
  );
  const fact = {
    ...none,
    zone_assumed: false,
    time: START + index * SECOND,
    time_100ns: 0,
    time_digits: 3,
    host: 'db.corp.example',
    source: 'postgresql',
    ref,
    pointers: [{ ref, evidence: 'aa', offset: Number(ref.split('@')[1]), record_id: null, host: null, channel: null }],
    activity: 'statement',
    store: 'warehouse',
    account: 'cdr_app',
    session: `${Math.floor(START / SECOND - 60).toString(16)}.1f`,
    statement_id: index + 1,
    substatement_id: 1,
    audit_class: 'READ',
    command: 'SELECT',
    statement: masker.statement(sql),
    parameters: bound === undefined ? null : masker.statement(bound),
    ...INTRUDER,
    outcome: 'ok',
    ...over,
  };
  // Every optional column is null above; the rest is given here.
  return fact as unknown as DatastoreActivity;
}

function socketOf({ port, certain, from, to }: NonNullable<HandmadeCase['sockets']>[number], index: number): IntruderSocket {
  const ref = `00000000000000bb@${index}`;
  const times = { from: from ?? START - 3600 * SECOND, to: to ?? START + 86_400 * SECOND };
  return {
    operation: 'op',
    host: 'app.corp.example',
    address: INTRUDER.client_address,
    port,
    ...times,
    certain,
    account: null,
    hop: null,
    ref,
    pointers: [],
  };
}

function hopOf(given: Pick<Hop, 'to_host' | 'mechanism' | 'time'>, index: number): Hop {
  const ref = `00000000000000dd@${index}`;
  const none = { interval_from: null, interval_to: null, stolen_host: null, stolen_time: null, session_logon_id: null };
  const times = { time_100ns: 0, time_digits: 3, last: given.time };
  return {
    id: `hop${index}`,
    operation: 'op',
    wave: 1,
    from_host: 'app.corp.example',
    account: 'x',
    uses: 1,
    confidence: 1,
    join: 'socket',
    ref,
    pointers: [],
    ...none,
    ...times,
    ...given,
  };
}

import type { RecordColumns } from '../carrier/index.ts';
import type { Random } from '../random.ts';
import type { RecordColumn } from '../telephony/question.ts';

/** A call-record store: how the database and its table are called, and who may read it. */
export interface Store {
  /** The name the context folder gives it. */
  readonly name: string;
  readonly database: string;
  /** `schema.table`, lower-case. */
  readonly table: string;
  readonly columns: RecordColumns;
  /** The application's role, the analyst's and the reporting server's own use of it. */
  readonly role: string;
  readonly analyst: string;
  readonly settings: AuditSettings;
}

/** What pgaudit is told to log beyond the statement. */
export interface AuditSettings {
  /** pgaudit.log_parameter */
  readonly parameters: boolean;
  /** pgaudit.log_rows */
  readonly rows: boolean;
}

const TABLES: readonly { readonly table: string; readonly columns: RecordColumns }[] = [
  {
    table: 'public.cdr',
    columns: {
      number: 'record_no',
      msisdn: 'served_msisdn',
      imsi: 'served_imsi',
      imei: 'served_imei',
      other: 'other_msisdn',
      start: 'start_time',
      duration: 'duration_s',
      cell: 'cell_id',
      type: 'record_type',
    },
  },
  {
    table: 'usage.call_detail',
    columns: {
      number: 'cd_id',
      msisdn: 'a_number',
      imsi: 'imsi',
      imei: 'imei',
      other: 'b_number',
      start: 'started_at',
      duration: 'seconds',
      cell: 'cgi',
      type: 'kind',
    },
  },
  {
    table: 'med.xdr',
    columns: {
      number: 'xdr_no',
      msisdn: 'msisdn',
      imsi: 'imsi',
      imei: 'imei',
      other: 'peer',
      start: 'ts',
      duration: 'dur',
      cell: 'cell',
      type: 'rectype',
    },
  },
];

/** Draws the names and settings of a store. */
export function drawStore(random: Random): Store {
  const { table, columns } = random.pick(TABLES);
  return {
    name: random.pick(['cdr-warehouse', 'usage-store', 'call-records']),
    database: random.pick(['warehouse', 'cdrdb', 'usage']),
    table,
    columns,
    role: random.pick(['cdr_app', 'mediation', 'dwh_loader']),
    analyst: random.pick(['fraud_ro', 'analytics', 'revenue_read']),
    settings: random.pick<AuditSettings>([
      { parameters: false, rows: false },
      { parameters: true, rows: true },
      { parameters: true, rows: false },
    ]),
  };
}

/** What each of the tables calls the columns that tell of volumes and of when a record was loaded. */
const WIDE: Readonly<Record<string, Readonly<Record<'uplink' | 'downlink' | 'loaded', string>>>> = {
  'public.cdr': { uplink: 'volume_up', downlink: 'volume_down', loaded: 'load_time' },
  'usage.call_detail': { uplink: 'bytes_up', downlink: 'bytes_down', loaded: 'loaded_at' },
  'med.xdr': { uplink: 'ul_octets', downlink: 'dl_octets', loaded: 'ins_ts' },
};

/** Names of all columns of a store's table that holds volumes and load times too, in the order of the table. Throws RangeError for a table nobody drew. */
export function wideColumnsOf(store: Store): Readonly<Record<RecordColumn, string>> {
  const wide = WIDE[store.table];
  if (wide === undefined) throw new RangeError(`no columns are known of ${store.table}`);
  return { ...store.columns, ...wide };
}

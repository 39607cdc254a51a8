import {
  accessTable,
  exposureTotalTable,
  ledgerTable,
  stolenRecordTable,
  targetTable,
  waveTable,
  type Access,
  type ExposureTotal,
  type LedgerEntry,
  type Wave,
} from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import { evidenceOf, isoOf, type DocumentSource } from './source.ts';
import { grade } from './story.ts';
import type { AccessDocument, ExposureDocument, LedgerDocument, LedgerLine } from './types.ts';

/** `show exposure --json`. */
export async function exposureDocument(source: DocumentSource): Promise<ExposureDocument> {
  const { input } = source;
  const accesses = await input.rows(accessTable);
  const waves = await input.rows(waveTable);
  const totals = await input.rows(exposureTotalTable);
  const theirs = accesses.filter((access) => access.operation !== null);
  const whole = total(totals, 'records');
  const subjects = total(totals, 'subjects');
  return {
    accesses: theirs.map((access) => accessDocument(source, access, waves)),
    records: { confirmed: whole.confirmed, possible: whole.possible, excluded: whole.excluded },
    subjects: { confirmed: subjects.confirmed, possible: subjects.possible },
    targets: (await input.rows(targetTable)).map((target) => ({
      subject: target.subject,
      rank: target.rank,
      score: target.score,
      reasons: target.reasons,
      records: { confirmed: target.confirmed, possible: target.possible },
    })),
    ledger: await ledgerDocument(source),
    left_out: leftOut(accesses),
    stores: totals
      .filter((row) => row.what === 'records' && row.store !== '*')
      .map((row) => ({ store: row.store, confirmed: row.confirmed, possible: row.possible, excluded: row.excluded ?? 0 })),
    columns: await input.engine.rows<{ column: string; confirmed: number; possible: number }>(
      `SELECT "column", count(*) FILTER (WHERE grade = 'confirmed') AS confirmed, count(*) FILTER (WHERE grade = 'possible') AS possible
       FROM (SELECT unnest(columns) AS "column", grade FROM ${input.from(stolenRecordTable)} AS s) AS c GROUP BY "column" ORDER BY "column"`,
    ),
  };
}

/** `show ledger --json`: the total, then wave by wave. */
export async function ledgerDocument(source: DocumentSource): Promise<LedgerDocument> {
  const rows = await source.input.rows(ledgerTable);
  const whole = rows.find((row) => row.wave === 0);
  return {
    total: whole ? ledgerLine(whole) : { queried: null, queried_possible: null, staged: null, sent: null, unexplained: null },
    waves: rows.filter((row) => row.wave > 0).map((row) => ({ wave: row.wave, ...ledgerLine(row) })),
  };
}

function ledgerLine({ queried, queried_possible, staged, sent, unexplained }: LedgerEntry): LedgerLine {
  return { queried, queried_possible, staged, sent, unexplained };
}

/** The totals of all stores; not known where no store was given, which must never read as none. */
function total(rows: readonly ExposureTotal[], what: string): Totals {
  const stores = rows.some((row) => row.store !== '*');
  return (
    (stores ? rows.find((row) => row.what === what && row.store === '*') : null) ?? { confirmed: null, possible: null, excluded: null }
  );
}

interface Totals {
  readonly confirmed: number | null;
  readonly possible: number | null;
  readonly excluded: number | null;
}

function accessDocument(source: DocumentSource, access: Access, waves: readonly Wave[]): AccessDocument {
  const wave = waves.find((w) => w.operation === access.operation && w.first <= access.time && access.time <= w.last);
  return {
    id: access.id,
    time: isoOf(access),
    account: access.account,
    store: access.store,
    statement: access.statement,
    grade: grade(access.grade),
    columns: access.columns,
    rows: { confirmed: access.rows_confirmed, possible: access.rows_possible },
    rows_logged: access.rows_logged,
    client_host: access.client_host,
    widened: access.widened,
    whose: access.whose,
    wave: wave?.number ?? null,
    evidence: evidenceOf(source, access.pointers),
  };
}

function leftOut(accesses: readonly Access[]): { reason: string; accesses: number }[] {
  const counts = new Map<string, number>();
  for (const access of accesses) if (access.operation === null) counts.set(access.whose, (counts.get(access.whose) ?? 0) + 1);
  return [...counts].map(([reason, n]) => ({ reason, accesses: n })).sort((a, b) => b.accesses - a.accesses || byText(a.reason, b.reason));
}

import { callRecordStoreTable, exposureTotalTable, findingTable, operationTable } from '../../case/index.ts';
import { digestOf } from '../../lib/index.ts';
import { evidenceFileDocuments } from './evidence-file.ts';
import type { DocumentSource } from './source.ts';
import type { Count, EvidenceFileDocument, RejectedRule, SummaryDocument } from './types.ts';

/** Levels a rule can have, gravest first. */
const LEVELS = ['critical', 'high', 'medium', 'low', 'informational'] as const;

/** What the last run of `investigate` notes in the manifest for the summary. */
export interface RunNote {
  readonly seconds: number;
  /** Bytes, the process and its workers together. */
  readonly peak_memory: number;
}

/** What was loaded and what was not, as noted in the manifest. */
export interface RulesNote {
  readonly loaded: number;
  readonly rejections: readonly RejectedRule[];
  /** Absent in notes of older versions. */
  readonly warnings?: readonly RejectedRule[];
}

/** `show summary --json`. */
export async function summaryDocument(source: DocumentSource): Promise<SummaryDocument> {
  const { input, opened } = source;
  const files = await evidenceFileDocuments(source);
  const sum = (field: 'records' | 'parsed' | 'duplicate' | 'quarantined' | 'out_of_scope'): number =>
    files.reduce((total, file) => total + Number(file[field]), 0);
  const levels = await input.engine.rows<{ level: string; n: number }>(
    `SELECT level, count(*) AS n FROM ${input.from(findingTable)} AS f GROUP BY level ORDER BY level`,
  );
  const counts = new Map(levels.map((row) => [row.level, row.n]));
  const rules = noted<RulesNote>(opened.manifest.setting('rules_note'), { loaded: 0, rejections: [] });
  const totals = await input.rows(exposureTotalTable, "what = 'records'");
  // Without a store nothing can be counted: that is not known, and not none.
  const exposed = totals.some((row) => row.store !== '*') ? totals.find((row) => row.store === '*') : undefined;
  return {
    case: opened.manifest.setting('case_id') ?? 'not known',
    evidence: {
      files: files.reduce((total, file) => total + 1 + file.also.length, 0),
      bytes: files.reduce(
        (total: number, file: EvidenceFileDocument) => total + Number(file.size) * (1 + file.also.length),
        0,
      ) satisfies Count,
      records: sum('records'),
      parsed: sum('parsed'),
      duplicate: sum('duplicate'),
      quarantined: sum('quarantined'),
      out_of_scope: sum('out_of_scope'),
      first: least(files.map((file) => file.first)),
      last: greatest(files.map((file) => file.last)),
      digest: digestOf(files.flatMap((file) => (file.sha256 === null ? [] : [file.sha256])).sort(), 16),
    },
    stores: (await input.rows(callRecordStoreTable)).map(({ store, files: read, rows, records, quarantined }) => ({
      store,
      files: read,
      rows,
      records,
      quarantined,
    })),
    rules: { loaded: rules.loaded, rejected: rules.rejections.length, rejections: rules.rejections, warnings: rules.warnings ?? [] },
    findings: Object.fromEntries(LEVELS.map((level) => [level, counts.get(level) ?? 0])),
    operations: (await input.rows(operationTable)).length,
    records_exposed: { confirmed: exposed?.confirmed ?? null, possible: exposed?.possible ?? null },
    run: noted<RunNote>(opened.manifest.setting('run_note'), { seconds: 0, peak_memory: 0 }),
  };
}

function noted<Note>(json: string | null, absent: Note): Note {
  // Written by `investigate` of this same version; a case of another version makes its notes again.
  return json === null ? absent : (JSON.parse(json) as Note);
}

/** ISO times of unequal digits don't compare as text; their instants do. */
function least(times: readonly (string | null)[]): string | null {
  return times.reduce((best, time) => (time !== null && (best === null || Date.parse(time) < Date.parse(best)) ? time : best), null);
}

function greatest(times: readonly (string | null)[]): string | null {
  return times.reduce((best, time) => (time !== null && (best === null || Date.parse(time) > Date.parse(best)) ? time : best), null);
}

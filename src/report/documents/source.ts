import type { Case, Pointer, StageInput } from '../../case/index.ts';
import { isoFromInstant } from '../../lib/index.ts';
import type { EvidencePointer } from './types.ts';

/** What documents are made from: a case, and its tables. */
export interface DocumentSource {
  readonly opened: Case;
  readonly input: StageInput;
  /** Masked path of an evidence file by SHA-256: the first of its paths. */
  readonly paths: ReadonlyMap<string, string>;
}

export function documentSource(opened: Case, input: StageInput): DocumentSource {
  const paths = new Map<string, string>();
  for (const row of opened.manifest.paths()) if (!paths.has(row.sha256)) paths.set(row.sha256, row.path);
  return { opened, input, paths };
}

/** The pointers of a row as they are printed, by ref. */
export function evidenceOf(source: DocumentSource, pointers: readonly Pointer[]): EvidencePointer[] {
  return pointers.map((pointer) => ({
    ref: pointer.ref,
    file: source.paths.get(pointer.evidence) ?? 'not known',
    sha256: pointer.evidence,
    offset: pointer.offset,
    record_id: pointer.record_id,
    channel: pointer.channel,
    host: pointer.host,
  }));
}

/** The time of a row that carries its source's digits. */
export function isoOf(row: { readonly time: number; readonly time_100ns: number; readonly time_digits: number }): string {
  return isoFromInstant({ us: row.time, tick: row.time_100ns, digits: row.time_digits });
}

import type { StoreMapping } from '../case/index.ts';
import { problem } from '../lib/index.ts';
import { readHeader, type Header } from './delimited/index.ts';
import { systemCode, type FoundFile } from './files.ts';
import { sha256Of, withFile } from './open-file.ts';
import { isParquet, type ParquetFile, type ParquetProbe } from './parquet/index.ts';
import { columnIndex, mappedNames } from './store-layout.ts';
import type { CallRecordProblem } from './store.ts';

/** A file of delimited text whose header was read. */
export interface StoreFile {
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  readonly sha256: string;
  readonly header: Header;
}

/** The files of a store that can be read, each kind by path. */
export interface StoreFiles {
  readonly delimited: readonly StoreFile[];
  readonly parquet: readonly ParquetFile[];
  /** Files with the same bytes as another of them. */
  readonly duplicates: number;
  /** What stands in the way of the others. */
  readonly problems: readonly CallRecordProblem[];
}

/** Opens the files of a store, the same bytes once. */
export async function openStoreFiles(files: readonly FoundFile[], mapping: StoreMapping, probe: ParquetProbe): Promise<StoreFiles> {
  const delimited: StoreFile[] = [];
  const parquet: ParquetFile[] = [];
  const problems: CallRecordProblem[] = [];
  const seen = new Set<string>();
  let duplicates = 0;
  for (const file of files) {
    try {
      const opened = withFile(file.absolute, (handle) => ({
        sha256: sha256Of(handle),
        header: file.size > 0 && isParquet(handle, file.path) ? null : readHeader(handle),
      }));
      if (seen.has(opened.sha256)) {
        duplicates += 1;
        continue;
      }
      seen.add(opened.sha256);
      const header = opened.header ?? (await probe.header(file.absolute));
      const fault = 'code' in header ? { code: header.code, details: {} } : headerFault(header, mapping);
      if (fault) problems.push(wholeFile(file, problem(fault.code, fault.details), fault.code));
      else if ('types' in header) parquet.push({ ...file, ...opened, header });
      else if ('delimiter' in header) delimited.push({ ...file, ...opened, header });
    } catch (cause) {
      problems.push(wholeFile(file, problem('FILE_UNREADABLE', { cause: systemCode(cause) }), 'FILE_UNREADABLE'));
    }
  }
  return { delimited, parquet, duplicates, problems: [...problems, ...missingColumns([...delimited, ...parquet], mapping)] };
}

/** What every header has. */
type Names = Pick<Header, 'names'>;

function wholeFile(file: FoundFile, reason: string, code: CallRecordProblem['code']): CallRecordProblem {
  return { file: file.path, offset: 0, bytes: file.size, code, reason, rows: 0 };
}

type Fault = { readonly code: 'CDR_HEADER_TWICE' | 'CDR_HEADER_UNKNOWN'; readonly details: Record<string, string> };

function headerFault(header: Names, mapping: StoreMapping): Fault | null {
  const names = header.names.map((name) => name.toLowerCase());
  if (new Set(names).size < names.length) return { code: 'CDR_HEADER_TWICE', details: {} };
  const mapped = mappedNames(mapping);
  if (mapped.some(([, name]) => columnIndex(header.names, name) >= 0)) return null;
  return { code: 'CDR_HEADER_UNKNOWN', details: { mapping: mapping.file } };
}

/** A column that the mapping names and a header lacks: told once, at the mapping, with the first file. */
function missingColumns(files: readonly { readonly path: string; readonly header: Names }[], mapping: StoreMapping): CallRecordProblem[] {
  const missing: CallRecordProblem[] = [];
  for (const [role, column] of mappedNames(mapping)) {
    const file = files.find((f) => columnIndex(f.header.names, column) < 0);
    if (!file) continue;
    const reason = problem('CDR_COLUMN_UNKNOWN', { column, role, file: file.path });
    missing.push({ file: mapping.file, offset: 0, bytes: 0, code: 'CDR_COLUMN_UNKNOWN', reason, rows: 0 });
  }
  return missing;
}

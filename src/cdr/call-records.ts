import type { Masker, StoreMapping } from '../case/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { byText, problem } from '../lib/index.ts';
import { matching, systemCode, walkFolder, type FoundFile } from './files.ts';
import { loadStore } from './load-store.ts';
import type { CallRecordProblem, CallRecordStore } from './store.ts';

/** Records of Parquet files that are kept in memory at most; they take about 400 bytes each. */
const KEPT_ROWS = 1_200_000;

/**
 * Loads the call records of every mapped store into the engine, which must have no temporary folder: they are there in clear.
 * Stores come in order of their names, then of their mappings' files; problems by file, then offset. `folder` null: no store has records. A store of more than `keptRows`
 * records in Parquet files is a view on them: they must stay as they are until the engine is closed.
 */
export async function loadCallRecords(
  engine: Duckdb,
  folder: string | null,
  mappings: readonly StoreMapping[],
  masker: Masker,
  keptRows = KEPT_ROWS,
): Promise<{ readonly stores: readonly CallRecordStore[]; readonly problems: readonly CallRecordProblem[] }> {
  const problems: CallRecordProblem[] = [];
  const stores: CallRecordStore[] = [];
  const all = folder === null ? [] : filesOf(folder, problems);
  const files = all.filter((file) => file.refused === null);
  for (const { path, refused } of all) {
    if (refused)
      problems.push({
        file: path,
        offset: 0,
        bytes: 0,
        code: refused.code,
        reason: problem(refused.code, { cause: refused.cause }),
        rows: 0,
      });
  }
  const mapped = new Set<FoundFile>();
  const ordered = [...mappings].sort((a, b) => byText(a.store, b.store) || byText(a.file, b.file));
  for (const [n, mapping] of ordered.entries()) {
    const own = matching(files, mapping.files);
    for (const file of own) mapped.add(file);
    if (folder !== null && own.length === 0) {
      problems.push({ file: mapping.file, offset: 0, bytes: 0, code: 'CDR_NO_FILES', reason: problem('CDR_NO_FILES'), rows: 0 });
    }
    const loaded = await loadStore(engine, `store_${n}`, mapping, own, masker, keptRows);
    stores.push(loaded.store);
    problems.push(...loaded.problems);
  }
  for (const file of files) {
    if (!mapped.has(file))
      problems.push({
        file: file.path,
        offset: 0,
        bytes: file.size,
        code: 'CDR_FILE_UNMAPPED',
        reason: problem('CDR_FILE_UNMAPPED'),
        rows: 0,
      });
  }
  // A file may be called after a subscriber.
  const masked = problems.map((item) => ({ ...item, file: masker.text(item.file), reason: masker.text(item.reason) }));
  return { stores, problems: masked.sort((a, b) => byText(a.file, b.file) || a.offset - b.offset || byText(a.code, b.code)) };
}

function filesOf(folder: string, problems: CallRecordProblem[]): FoundFile[] {
  try {
    return walkFolder(folder);
  } catch (cause) {
    problems.push({
      file: '.',
      offset: 0,
      bytes: 0,
      code: 'CDR_FOLDER_UNREADABLE',
      reason: problem('CDR_FOLDER_UNREADABLE', { cause: systemCode(cause) }),
      rows: 0,
    });
    return [];
  }
}

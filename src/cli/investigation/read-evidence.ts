import { removeOrphans, type PathRow } from '../../case/index.ts';
import { HardcellError } from '../../lib/index.ts';
import { runPass, type TaskFile } from '../../pass/index.ts';
import type { Session } from './session.ts';

/** The pass over what is new: files whose bytes an earlier run has read with the same rules, context and key are not read again. */
export async function readEvidence(session: Session, progress: (text: string) => void): Promise<void> {
  const { options, opened, gathered, masker } = session;
  const paths = gathered.files.map((file): PathRow => ({
    sha256: file.sha256,
    root: masker.text(file.root),
    path: masker.text(file.path),
    size: file.size,
  }));
  opened.manifest.addPaths(paths);
  opened.manifest.addUnread(gathered.unread.map((row) => ({ ...row, path: masker.text(row.path) })));
  opened.manifest.keepGeneration(session.generation);
  // Shards made without the number plan of today may hold what it masks: they go at once.
  removeOrphans(opened);
  const files = filesToRead(session);
  const started = Date.now();
  await runPass(
    opened,
    files,
    {
      rules: session.rules.folders,
      context: session.context,
      key: session.key,
      from: options.from,
      to: options.to,
      memory: session.workerMemory,
    },
    session.generation,
    options.jobs,
    (state) => {
      const seconds = Math.max(0.001, (Date.now() - started) / 1000);
      const left = (seconds / state.filesDone) * (state.files - state.filesDone);
      progress(
        `reading: ${state.filesDone} of ${state.files} files, ${state.records} records, ${Math.round(state.records / seconds)} records/s, about ${Math.ceil(left)} s left`,
      );
    },
  );
}

/** Every digest the case names that has no shard of this generation; throws when its file is not at hand. */
function filesToRead(session: Session): TaskFile[] {
  const { opened, gathered } = session;
  const done = new Set(opened.manifest.evidence().map((row) => row.sha256));
  const atHand = new Map(gathered.files.map((file) => [file.sha256, file]));
  const missing = new Set<string>();
  const files = new Map<string, TaskFile>();
  for (const { sha256 } of opened.manifest.paths()) {
    if (done.has(sha256)) continue;
    const file = atHand.get(sha256);
    if (file) files.set(sha256, { place: { absolute: file.absolute }, path: leastPath(session, sha256, file.path), sha256, size: file.size });
    else missing.add(sha256);
  }
  if (missing.size) throw new HardcellError('EVIDENCE_GONE', { count: missing.size }, opened.paths.dir);
  return [...files.values()];
}

/** Of several places with the same bytes the least path decides which `sources.yaml` entry applies, whatever the order they came in. */
function leastPath(session: Session, sha256: string, path: string): string {
  return session.gathered.files.reduce((least, file) => (file.sha256 === sha256 && file.path < least ? file.path : least), path);
}

import { join, resolve } from 'node:path';
import { removeOrphans, sourceFor, type CarrierContext, type PathRow } from '../../case/index.ts';
import { collectorHost } from '../../evidence/index.ts';
import { HardcellError, matchGlob } from '../../lib/index.ts';
import { cutFile, runPass, type TaskFile } from '../../pass/index.ts';
import type { HashedFile } from './gather.ts';
import { readingText } from './reading-text.ts';
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
  // Before anything of the case is changed: where evidence is missing that must be read again, the case stays as it was.
  const files = filesToRead(session, paths);
  opened.manifest.set('unfinished', 'yes');
  opened.manifest.addPaths(paths);
  const roots = new Set(paths.map((row) => row.root));
  const unread = gathered.unread.map((row) => ({ ...row, root: masker.text(row.root), path: masker.text(row.path) }));
  opened.manifest.replaceUnread([...roots, ...session.options.evidence.map((root) => masker.text(resolve(root)))], unread);
  opened.manifest.keepGeneration(session.generation);
  // Shards made without the number plan of today may hold what it masks: they go at once.
  removeOrphans(opened);
  const started = Date.now();
  await runPass(
    opened,
    files,
    {
      rules: session.rules.load.rules,
      context: session.context,
      key: session.key,
      from: options.from,
      to: options.to,
      memory: session.workerMemory,
      spill: join(opened.paths.temporary, 'spill'),
    },
    session.generation,
    options.jobs,
    (state) => progress(readingText(state, (Date.now() - started) / 1000)),
  );
}

/** Every file, or part of a file, that the case names and that has no shard of this generation; throws when its file is not at hand. */
function filesToRead({ opened, gathered, context, generation }: Session, given: readonly PathRow[]): TaskFile[] {
  const shards = new Set(opened.manifest.shards(generation));
  const partsDone = new Set<string>();
  const done = new Map<string, number>();
  for (const { sha256, part, parts, shard } of opened.manifest.parts()) {
    if (!shards.has(shard)) continue;
    partsDone.add(`${sha256} ${part}`);
    done.set(sha256, (done.get(sha256) ?? parts) - 1);
  }
  const atHand = bySha256(gathered.files, context);
  const missing = new Set<string>();
  const files = new Map<string, readonly TaskFile[]>();
  for (const { sha256 } of [...opened.manifest.paths(), ...given]) {
    if (done.get(sha256) === 0 || files.has(sha256)) continue;
    const file = atHand.get(sha256);
    if (!file?.place) missing.add(sha256);
    else {
      const parts = cutFile({ place: file.place, path: file.path, sha256, size: file.size, part: null }, context.formats);
      files.set(
        sha256,
        parts.filter(({ part }) => !partsDone.has(`${sha256} ${part?.number ?? 0}`)),
      );
    }
  }
  if (missing.size) throw new HardcellError('EVIDENCE_GONE', { count: missing.size }, opened.paths.dir);
  return [...files.values()].flat();
}

/** Of several places with the same bytes the one that tells the most, whatever the order they came in. */
function bySha256(files: readonly HashedFile[], context: CarrierContext): ReadonlyMap<string, HashedFile> {
  const least = new Map<string, HashedFile>();
  for (const file of files) {
    const before = least.get(file.sha256);
    const chosen = !before || tellsMore(file, before, context) ? file : before;
    least.set(file.sha256, { ...chosen, place: chosen.place ?? before?.place ?? file.place });
  }
  return least;
}

/** Whether a file's place tells more of it than another's: a format of the carrier's, an entry of `sources.yaml`, a collector's layout; else the least path. */
function tellsMore({ path }: HashedFile, other: HashedFile, context: CarrierContext): boolean {
  const told = (of: string): number =>
    (context.formats.some(({ match }) => matchGlob(match, of)) ? 4 : 0) +
    (sourceFor(context, of) ? 2 : 0) +
    (collectorHost(of) === null ? 0 : 1);
  const more = told(path) - told(other.path);
  return more > 0 || (more === 0 && path < other.path);
}

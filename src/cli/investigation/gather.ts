import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { UnreadRow } from '../../case/index.ts';
import { discover, systemCode, type FoundFile } from '../../evidence/index.ts';
import { problem } from '../../lib/index.ts';

/** A file of the evidence with its digest; paths are unmasked and stay in memory. */
export interface HashedFile extends FoundFile {
  readonly sha256: string;
}

/** Everything that lies in the evidence arguments. */
export interface Gathered {
  readonly files: readonly HashedFile[];
  /** What could not be read; paths unmasked. */
  readonly unread: readonly UnreadRow[];
}

/** Walks the evidence and takes each file's SHA-256. A file that cannot be read is told and left out. */
export async function gather(roots: readonly string[], progress: (done: number, of: number) => void): Promise<Gathered> {
  const found = discover(roots);
  const files: HashedFile[] = [];
  const unread: UnreadRow[] = found.notRead.map((item) => ({ ...item, bytes: 0 }));
  for (const [index, file] of found.files.entries()) {
    try {
      files.push({ ...file, sha256: await sha256Of(file.absolute) });
    } catch (cause) {
      const reason = problem('FILE_UNREADABLE', { cause: systemCode(cause) });
      unread.push({ path: file.path, code: 'FILE_UNREADABLE', reason, bytes: file.size });
    }
    progress(index + 1, found.files.length);
  }
  return { files, unread };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(block);
  return hash.digest('hex');
}

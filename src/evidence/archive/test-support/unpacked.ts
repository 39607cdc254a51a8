import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FreeBytes } from '../limits.ts';
import { memorySource, type ByteSource } from '../byte-source.ts';
import { openSealed } from '../sealed.ts';
import { SealedSpool } from '../spool.ts';
import { Unpacking, type RefusedMember, type Taker } from '../unpack.ts';

/** What came out of an archive: text by path, and what was refused. */
export interface Outcome {
  readonly files: Record<string, string>;
  readonly refused: readonly Pick<RefusedMember, 'path' | 'code' | 'bytes'>[];
}

/** Unpacks bytes as the archive `a`, and reads each member back out of the spool. */
export async function unpacked(
  archive: Uint8Array | ByteSource,
  path = 'a',
  taker: Partial<Taker> = {},
  free?: FreeBytes,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-unpack-'));
  const spool = new SealedSpool(join(folder, 'spool'));
  const files: Record<string, string> = {};
  const refused: Outcome['refused'][number][] = [];
  const found: (() => void)[] = [];
  try {
    const unpacking = new Unpacking(
      spool,
      {
        recognises: () => true,
        wants: () => true,
        has: () => false,
        file(file) {
          found.push(() => {
            if (file.place === null) return void (files[file.path] = '(not kept)');
            const sealed = openSealed(file.place);
            const bytes = Buffer.alloc(file.size);
            sealed.read(bytes, 0);
            sealed.close();
            files[file.path] = bytes.toString('latin1');
          });
        },
        refused: ({ path, code, bytes }) => void refused.push({ path, code, bytes }),
        ...taker,
      },
      free,
    );
    await unpacking.archive(path, archive instanceof Uint8Array ? memorySource(archive) : archive);
    spool.sync();
    for (const read of found) read();
  } finally {
    spool.remove();
    rmSync(folder, { recursive: true });
  }
  return { files, refused };
}

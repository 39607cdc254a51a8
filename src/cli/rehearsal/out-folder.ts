import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { HardcellError } from '../../lib/index.ts';
import { machineFailure } from '../machine-failure.ts';

/** Refuses a folder that lies in other evidence or in a case: what is written there would be taken for a part of it. */
export function refuseWithin(out: string): void {
  for (let folder = dirname(resolve(out)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'truth.json')) || existsSync(join(folder, 'manifest.sqlite')))
      throw new HardcellError('OUT_INSIDE', {}, out);
    if (folder === dirname(folder)) return;
  }
}

/** Refuses a key that would lie among what is written, where it would be written over or be read as evidence. */
export function refuseKeyWithin(out: string, key: string): void {
  const below = relative(resolve(out), resolve(key));
  if (!below.startsWith('..') && below !== 'case.key') throw new HardcellError('KEY_INSIDE_OUT', {}, key);
}

/**
 * Does a rehearsal's work; where it fails or is interrupted, removes what it had written, so that the same command can be given again. A folder
 * that held something before is never touched: the work refuses it.
 */
export async function removedUnlessDone<T>(out: string, work: () => Promise<T>): Promise<T> {
  const ours = !existsSync(out) || readdirSync(out).length === 0;
  const existed = existsSync(out);
  const remove = (): void => {
    if (!ours) return;
    if (!existed) rmSync(out, { recursive: true, force: true });
    else for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true, force: true });
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    // Workers may be in mid-write: what they still add goes with the second time, when they have ended.
    remove();
    process.on('exit', remove);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await work();
  } catch (error) {
    remove();
    if (machineFailure(error)?.code === 'DISK_FULL') throw new HardcellError('REHEARSAL_NO_ROOM', {}, out);
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

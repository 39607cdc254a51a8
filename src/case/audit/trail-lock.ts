import { DatabaseSync } from 'node:sqlite';
import { HardcellError } from '../../lib/index.ts';

/** How long another command may hold the trail: an append takes milliseconds. */
const PATIENCE_SECONDS = 10;

/**
 * Does something while no other process writes to the trail. The lock is one of SQLite's on an empty file: the system lifts it when its
 * holder dies, so that nothing is left behind. Throws AUDIT_BUSY when it stays taken.
 */
export function whileLocked<T>(lock: string, action: () => T): T {
  const file = new DatabaseSync(lock, { timeout: PATIENCE_SECONDS * 1000 });
  try {
    begin(file, lock);
    return action();
  } finally {
    file.close();
  }
}

function begin(file: DatabaseSync, lock: string): void {
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    throw new HardcellError('AUDIT_BUSY', { seconds: PATIENCE_SECONDS, lock }, lock, { cause });
  }
}

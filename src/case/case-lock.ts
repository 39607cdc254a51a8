import { DatabaseSync } from 'node:sqlite';
import { HardcellError } from '../lib/index.ts';

/**
 * Takes the one right to write to a case and returns what gives it back. The lock is one of SQLite's on an empty file: the system lifts it
 * when its holder dies, however it dies. Throws CASE_BUSY when another process has it.
 */
export function holdCase(lock: string, place: string): () => void {
  const file = new DatabaseSync(lock, { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    throw new HardcellError('CASE_BUSY', {}, place, { cause });
  }
  return () => file.close();
}

import { HardcellError } from '../lib/index.ts';

/** How the operating system, the SQL engine and the manifest's database each say that there is no room left. */
const FULL = /no space left on device|disk quota exceeded|database or disk is full|ENOSPC|EDQUOT/i;
const READ_ONLY = /read-only file system|EROFS/i;
const OPEN_FILES = /too many open files|EMFILE|ENFILE/i;

/**
 * What the machine failed at, where an error that came from below says so; null when the error is a defect. Engines word it in their own messages,
 * so the message is what tells.
 */
export function machineFailure(error: unknown): HardcellError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof HardcellError) return error.cause === undefined ? error : (machineFailure(error.cause) ?? error);
  const said = `${error.message} ${'code' in error ? String(error.code) : ''}`;
  if (FULL.test(said)) return new HardcellError('DISK_FULL', {}, null, { cause: error });
  if (READ_ONLY.test(said)) return new HardcellError('DISK_READ_ONLY', {}, null, { cause: error });
  if (OPEN_FILES.test(said)) return new HardcellError('TOO_MANY_OPEN_FILES', {}, null, { cause: error });
  return null;
}

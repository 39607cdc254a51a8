import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { HardcellError } from '../../lib/index.ts';
import { chainedLine, printLine } from './audit-line.ts';
import { headPath, readTrail, TORN_MARK, trailPath } from './trail-file.ts';
import { whileLocked } from './trail-lock.ts';
import type { AuditCheck, AuditEntry, AuditLine } from './types.ts';

/** The trail of a case, open for writing. */
export interface AuditTrail {
  /**
   * Adds a line and returns once it is on the disk. Bytes that a crash left unfinished are kept where they stand, and the new line
   * says how many they are and their SHA-256. Throws AUDIT_BROKEN when the trail is not what Hardcell wrote, AUDIT_BUSY when another
   * command holds it too long.
   */
  append(entry: AuditEntry, time?: Date): AuditLine;
}

/** Opens the trail of a case folder, which must be there. */
export function openAuditTrail(caseDir: string): AuditTrail {
  const path = trailPath(caseDir);
  return {
    append: (entry, time = new Date()) =>
      whileLocked(join(caseDir, 'audit.lock'), () => {
        const { end, tail, check } = readTrail(caseDir);
        const { problem } = check;
        if (problem !== null && tail === null) {
          throw new HardcellError('AUDIT_BROKEN', { cause: `line ${problem.line}: ${problem.reason}` }, path);
        }
        const line = chainedLine(end, entry, time.toISOString(), tail);
        // An unfinished line is ended, and its bytes stay as evidence of the crash.
        write(path, 'a', `${tail === null ? '' : `${TORN_MARK}\n`}${printLine(line)}\n`);
        write(`${headPath(caseDir)}.new`, 'w', `${line.seq} ${line.hash}\n`);
        renameSync(`${headPath(caseDir)}.new`, headPath(caseDir));
        syncFolder(caseDir);
        return line;
      }),
  };
}

/** Checks every line of a case's trail against the one before it. */
export function verifyAuditTrail(caseDir: string): AuditCheck {
  return readTrail(caseDir).check;
}

/** `user@machine` of this process. */
export function whoRuns(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // A container may run under a user id that has no name.
    return `uid ${process.getuid?.() ?? '?'}@${hostname()}`;
  }
}

function write(path: string, flags: 'a' | 'w', text: string): void {
  const file = openSync(path, flags, 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the names of new files last, too. */
function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

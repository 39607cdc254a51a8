import { problem, type ErrorCode } from '../../lib/index.ts';

/** Why an archive, or a member of one, can't be unpacked (further). It is caught inside this folder and becomes a refusal. */
export class ArchiveProblem extends Error {
  readonly code: ErrorCode;
  /** Whether somebody has been told: a problem of an outer layer passes through every layer within. */
  told = false;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    super(problem(code, details));
    this.code = code;
  }
}

/** The archive's bytes break its format; `cause` is a few plain words, never log text. */
export function damaged(cause: string): ArchiveProblem {
  return new ArchiveProblem('ARCHIVE_DAMAGED', { cause });
}

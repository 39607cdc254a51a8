import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breach, NO_HASH, parseLine, type ChainEnd } from './audit-line.ts';
import type { AuditCheck, TornBytes } from './types.ts';

/** The trail itself. */
export function trailPath(caseDir: string): string {
  return join(caseDir, 'audit.jsonl');
}

/** Number and hash of the last line, written after it: without it, lines cut off at the end would not be missed. */
export function headPath(caseDir: string): string {
  return join(caseDir, 'audit.head');
}

/** Ends a line that was never finished, so that it is no line even when only its newline was missing. */
export const TORN_MARK = '#torn';

/** A trail as read from one end to the other. */
export interface TrailReading {
  readonly end: ChainEnd;
  /** What follows the last sound line, where that is all that is wrong: a crash while writing. */
  readonly tail: TornBytes | null;
  readonly check: AuditCheck;
}

/** Reads and checks the trail of a case; a case without one has an empty trail. */
export function readTrail(caseDir: string): TrailReading {
  const bytes = readOrEmpty(trailPath(caseDir));
  let end: ChainEnd = { seq: 0, hash: NO_HASH };
  const torn: number[] = [];
  let number = 0;
  let at = 0;
  /** Where unreadable bytes begin that the next sound line must answer for. */
  let loose: { from: number; line: number } | null = null;
  while (at < bytes.length) {
    const newline = bytes.indexOf(10, at);
    if (newline < 0) break;
    number++;
    const line = parseLine(bytes.toString('utf8', at, newline));
    if (line === null) loose ??= { from: at, line: number };
    else {
      const wrong = tornBreach(line.torn, loose === null ? null : bytes.subarray(loose.from, at - 1)) ?? breach(end, line);
      if (wrong !== null)
        return { end, tail: null, check: { ok: false, lines: end.seq, torn, problem: { line: loose?.line ?? number, reason: wrong } } };
      if (line.torn !== null) torn.push(number);
      end = { seq: line.seq, hash: line.hash };
      loose = null;
    }
    at = newline + 1;
  }
  return concluded(caseDir, end, torn, loose ?? { from: at, line: number + 1 }, bytes);
}

function concluded(
  caseDir: string,
  end: ChainEnd,
  torn: readonly number[],
  rest: { from: number; line: number },
  bytes: Buffer,
): TrailReading {
  const check = (problem: AuditCheck['problem']): AuditCheck => ({ ok: problem === null, lines: end.seq, torn, problem });
  const headProblem = headBreach(caseDir, end);
  if (headProblem !== null) return { end, tail: null, check: check({ line: rest.line, reason: headProblem }) };
  const unfinished = bytes.subarray(rest.from);
  if (unfinished.length === 0) return { end, tail: null, check: check(null) };
  const tail = { bytes: unfinished.length, sha256: sha256(unfinished) };
  return { end, tail, check: check({ line: rest.line, reason: 'it was never finished; the next command notes that' }) };
}

/** Why a line's word about unfinished bytes before it does not fit what stands there; null when it does. */
function tornBreach(torn: TornBytes | null, loose: Uint8Array | null): string | null {
  if (loose === null) return torn === null ? null : 'the line after it speaks of unfinished bytes that are not there';
  if (torn === null) return 'it is no line of an audit trail';
  const bytes = loose.subarray(0, Math.max(0, loose.length - TORN_MARK.length));
  const marked = Buffer.from(loose.subarray(bytes.length)).toString('latin1') === TORN_MARK;
  return marked && torn.bytes === bytes.length && torn.sha256 === sha256(bytes)
    ? null
    : 'these are not the unfinished bytes that the line after it speaks of';
}

/** The head may be one line behind (a crash between the two writes), never ahead. */
function headBreach(caseDir: string, end: ChainEnd): string | null {
  const head = /^(\d{1,15}) ([0-9a-f]{64})\n$/.exec(readOrEmpty(headPath(caseDir)).toString('latin1'));
  if (head === null) return end.seq <= 1 ? null : 'audit.head, which knows the last line, is missing or damaged';
  const [, seq, hash] = head;
  if (Number(seq) > end.seq) return `lines are missing from here on: the last one had number ${seq ?? ''}`;
  if (Number(seq) === end.seq) return hash === end.hash ? null : 'audit.head knows another last line';
  return Number(seq) === end.seq - 1 ? null : 'audit.head is more than one line behind';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readOrEmpty(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return Buffer.alloc(0);
    throw cause;
  }
}

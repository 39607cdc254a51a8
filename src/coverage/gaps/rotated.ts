import { HOUR } from '../../lib/index.ts';
import type { Blind } from '../../case/index.ts';
import type { Numbering } from './record-gaps.ts';

/** Mean distances between records that chance exceeds once in a million times (exponential). */
const LONGEST = -Math.log(1e-6);

/**
 * A log whose first number is above 1 once held older records: what they told is gone, from the beginning of the case to its first record.
 * Where that is no longer than its own silences, nothing of the case's time need be missing. A log that begins with its clearing is told as cleared.
 */
export function rotatedLogs(
  logs: readonly Numbering[],
  since: number,
  cleared: readonly Blind[],
  ordinaryHours: (host: string, source: string) => number | null,
): Blind[] {
  const atClear = new Set(cleared.map((row) => JSON.stringify([row.host, row.source, row.to])));
  return logs
    .filter((log) => log.beginsLate && !atClear.has(JSON.stringify([log.host, log.source, log.first])))
    .filter((log) => {
      const hours = ordinaryHours(log.host, log.source);
      const ordinary = hours === null ? (LONGEST * (log.last - log.first)) / log.records : hours * HOUR;
      return log.first - since > ordinary;
    })
    .map(({ host, source, first }) => ({ host, source, from: since, to: first, cause: 'rotated', missing: null, ref: null }));
}

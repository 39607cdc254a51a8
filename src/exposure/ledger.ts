import type { LedgerEntry } from '../case/index.ts';
import type { EvaluatedAccess } from './evaluated-access.ts';

/**
 * What was queried, in bytes of text as psql prints rows unaligned (values, one byte after each), by wave and in all (wave 0). What was staged and
 * sent is not read yet: null. A side is null, too, where an access of it reads a store whose records were not given: it is not known.
 */
export function ledgerOf(accesses: readonly EvaluatedAccess[]): LedgerEntry[] {
  const waves = [...new Set(accesses.map((access) => access.wave))].sort((a, b) => a - b);
  return [
    entry(0, accesses),
    ...waves.map((wave) =>
      entry(
        wave,
        accesses.filter((access) => access.wave === wave),
      ),
    ),
  ];
}

function entry(wave: number, accesses: readonly EvaluatedAccess[]): LedgerEntry {
  const known = accesses.every((access) => access.measured);
  return {
    wave,
    queried: known ? accesses.reduce((sum, { row }) => sum + row.bytes_confirmed, 0) : null,
    queried_possible: known ? accesses.reduce((sum, { row }) => sum + row.bytes_possible, 0) : null,
    staged: null,
    sent: null,
    unexplained: null,
  };
}

import type { Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import { baseName } from './process-tree.ts';
import type { ProcessFact } from './story-facts.ts';

/** An opening of LSASS and who stands behind it. */
export interface LsassRead {
  readonly fact: ProcessFact;
  readonly by: Origins;
}

/** The right to read memory (PROCESS_VM_READ, winnt.h). */
const READ_MEMORY = 0x10;

/**
 * Openings of LSASS that allow its memory to be read, by processes with a terminal or a remote session in their line: what no
 * rule takes for a dump by itself is one when the intruder's own process does it.
 */
export function lsassReads(processes: readonly ProcessFact[], lineage: Lineage): LsassRead[] {
  return processes.flatMap((fact) => {
    if (fact.activity !== 'access' || baseName(fact.target_image) !== 'lsass.exe') return [];
    if ((Number(fact.granted_access ?? 0) & READ_MEMORY) === 0) return [];
    const by = lineage.origins(fact.host, fact);
    return by.terminals.size + by.visits.size > 0 ? [{ fact, by }] : [];
  });
}

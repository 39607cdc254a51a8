import type { CredentialStore } from './credential-store.ts';
import type { Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import type { LsassRead } from './lsass-read.ts';
import { baseName } from './process-tree.ts';
import type { ProcessFact } from './story-facts.ts';
import { toolKeys } from './tool.ts';

/** A run of a program that opened LSASS elsewhere, and here did not: what it took is another store. */
export interface DumperRun {
  readonly fact: ProcessFact;
  readonly by: Origins;
  readonly stores: ReadonlySet<CredentialStore>;
}

/**
 * Runs of the intruder's dumpers that left no record of an opening. Reading files and hives leaves none in usual logs, so where a host does tell
 * who opens LSASS, the run was after its own accounts; where it does not, after those or whoever was logged on.
 */
export function dumperRuns(processes: readonly ProcessFact[], reads: readonly LsassRead[], lineage: Lineage): DumperRun[] {
  const dumpers = new Set(
    reads.flatMap(({ fact }) => {
      const start = lineage.start(fact.host, fact);
      return start ? toolKeys(start) : [];
    }),
  );
  if (dumpers.size === 0) return [];
  const opening = processes.filter((fact) => fact.activity === 'access' && baseName(fact.target_image) === 'lsass.exe');
  const telling = new Set(opening.map(({ host }) => host));
  const openers = new Set(opening.flatMap((fact) => lineage.start(fact.host, fact)?.ref ?? []));
  const seen = new Set<string>();
  return processes.flatMap((fact) => {
    if (fact.activity !== 'start' || !toolKeys(fact).some((key) => dumpers.has(key))) return [];
    // One start may stand in two logs: the tree knows it by one of them.
    const start = lineage.start(fact.host, fact) ?? fact;
    if (openers.has(start.ref) || seen.has(start.ref)) return [];
    seen.add(start.ref);
    const by = lineage.origins(fact.host, fact);
    if (by.terminals.size + by.visits.size === 0) return [];
    return [{ fact: start, by, stores: new Set<CredentialStore>(telling.has(fact.host) ? ['local'] : ['local', 'sessions']) }];
  });
}

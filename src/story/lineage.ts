import { byMoment, collect } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { HostLineage, NO_ORIGINS, type Origins, type SetOff } from './host-lineage.ts';
import type { ProcessName } from './process-tree.ts';
import type { AccountNames } from '../names/index.ts';
import { intruderTools } from './tool.ts';
import { withInstallers } from './service-installs.ts';
import type { ProcessFact } from './story-facts.ts';
import type { Visit } from './visit.ts';

/** Tells which terminals and which remote sessions stand behind a process. */
export interface Lineage {
  origins(host: string, process: ProcessName): Origins;
  /** The same for the events behind a finding, by its pointers. */
  originsOfFinding(finding: Finding): Origins;
  /** The remote session that a LogonId names at a time. */
  sessionOf(host: string, logonId: string | null, time: number): Visit | null;
  /** What the remote session set off on its destination: processes and services, by time. */
  setOff(visit: Visit): readonly SetOff[];
  /** The start of a process, where it was logged. */
  start(host: string, process: ProcessName): ProcessFact | null;
  /** Whether process starts of the host were logged at all. */
  watched(host: string): boolean;
}

/**
 * Builds the lineage of every host from its processes, the terminals and the remote sessions. A tool that a terminal shows on one host is the
 * intruder's on every other too.
 */
export function lineage(
  processes: readonly ProcessFact[],
  terminals: readonly Finding[],
  visits: readonly Visit[],
  nameOf: AccountNames,
  novelPrograms: ReadonlySet<string> = new Set(),
): Lineage {
  const byHost = new Map<string, ProcessFact[]>();
  const byRef = new Map<string, ProcessFact[]>();
  for (const fact of processes) collect(byHost, fact.host, fact);
  const hosts = new Map<string, HostLineage>();
  for (const [host, unordered] of byHost) {
    const facts = withInstallers(unordered.sort(byMoment));
    for (const fact of facts) collect(byRef, fact.ref, fact);
    hosts.set(host, new HostLineage(facts));
  }
  for (const visit of visits) hosts.get(visit.to)?.addVisit(visit, nameOf);
  const behind = (finding: Finding): ProcessFact[] => finding.pointers.flatMap(({ ref }) => byRef.get(ref) ?? []);
  for (const finding of terminals) for (const fact of behind(finding)) hosts.get(fact.host)?.addTerminal(finding, fact);
  const tools = intruderTools(
    [...hosts.values()].flatMap((host) => [...host.tainted()]),
    novelPrograms,
  );
  for (const host of hosts.values()) host.addTools(tools);
  return {
    origins: (host, process) => hosts.get(host)?.origins(process) ?? NO_ORIGINS,
    originsOfFinding(finding) {
      const all = behind(finding).map((fact) => hosts.get(fact.host)?.originsOfFact(fact) ?? NO_ORIGINS);
      return { terminals: new Set(all.flatMap((one) => [...one.terminals])), visits: new Set(all.flatMap((one) => [...one.visits])) };
    },
    sessionOf: (host, logonId, time) => hosts.get(host)?.sessionOf(logonId, time) ?? null,
    setOff: (visit) => hosts.get(visit.to)?.setOff.get(visit) ?? [],
    start: (host, process) => hosts.get(host)?.start(process) ?? null,
    watched: (host) => hosts.get(host)?.watched ?? false,
  };
}

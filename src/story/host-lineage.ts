import { collect, latestAt, SECOND, within } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import type { AccountNames } from '../names/index.ts';
import { baseName, processTree, type ProcessName, type ProcessTree } from './process-tree.ts';
import type { ProcessFact } from './story-facts.ts';
import { toolKeys, type Tainted } from './tool.ts';
import type { Visit } from './visit.ts';

/** Why a process is the intruder's: a terminal in its line, or a remote session it came from. */
export interface Origins {
  readonly terminals: ReadonlySet<Finding>;
  readonly visits: ReadonlySet<Visit>;
}

/** Something a remote session set off on its destination. */
export interface SetOff {
  readonly fact: ProcessFact;
  /** Whether the record names the session itself, not only its time and parent. */
  readonly bySession: boolean;
}

export const NO_ORIGINS: Origins = { terminals: new Set(), visits: new Set() };

/** Within this time a service starts that a session installed, and a servant starts a process for its caller. */
const PROMPT = 30 * SECOND;
/** Records of one moment may stand in the wrong order by this much. */
const DISORDER = 2 * SECOND;

/** Sessions that every service shares: none, SYSTEM, LOCAL SERVICE, NETWORK SERVICE (well-known LUIDs, MS-DTYP 2.3.7 and winnt.h). */
const SHARED_SESSIONS = new Set(['0x0', '0x3e7', '0x3e5', '0x3e4']);

/** Parents that start processes for remote callers: WMI, WinRM, the task scheduler, DCOM. */
const SERVANTS = new Set(['wmiprvse.exe', 'wsmprovhost.exe', 'winrshost.exe', 'taskeng.exe', 'mmc.exe']);

/** Where a service or a session of its own begins: an intruder's line isn't followed above it. */
const SESSION_ROOTS = new Set([
  'services.exe',
  'svchost.exe',
  'wininit.exe',
  'winlogon.exe',
  'userinit.exe',
  'smss.exe',
  'explorer.exe',
  'wmiprvse.exe',
  'wsmprovhost.exe',
]);

/** The processes of one host, and who stands behind them. */
export class HostLineage {
  readonly setOff = new Map<Visit, readonly SetOff[]>();
  readonly #tree: ProcessTree;
  readonly #facts: readonly ProcessFact[];
  readonly #terminals = new Map<string, Finding[]>();
  readonly #children = new Map<string, Visit[]>();
  readonly #sessions = new Map<string, Visit[]>();
  readonly #installers = new Map<ProcessFact, Visit[]>();

  /** `facts` of one host, by time. */
  constructor(facts: readonly ProcessFact[]) {
    this.#facts = facts;
    this.#tree = processTree(facts);
  }

  get watched(): boolean {
    return this.#tree.starts.length > 0;
  }

  start(process: ProcessName): ProcessFact | null {
    const key = this.#tree.key(process);
    return key === null ? null : this.#tree.start(key);
  }

  /** A terminal taints its process and the line above it, up to where a service or a session begins. */
  addTerminal(finding: Finding, fact: ProcessFact): void {
    if (fact.activity === 'service_installed') return this.#addService(fact, this.#terminals, finding);
    const key = this.#tree.key(fact);
    if (key === null) return;
    for (const [depth, at] of this.#tree.ancestry(key).entries()) {
      const start = this.#tree.start(at);
      if (depth > 0 && (!start || SESSION_ROOTS.has(baseName(start.image)) || SESSION_ROOTS.has(baseName(start.parent_image)))) return;
      collect(this.#terminals, at, finding);
    }
  }

  /** The processes that a terminal lies in the line of. */
  *tainted(): Iterable<Tainted> {
    for (const [key, findings] of this.#terminals) {
      const start = this.#tree.start(key);
      if (start) for (const terminal of findings) yield { start, terminal };
    }
  }

  /** Every run of one of these tools is the intruder's, by the terminal that shows the tool. */
  addTools(tools: ReadonlyMap<string, Finding>): void {
    if (tools.size === 0) return;
    for (const start of this.#tree.starts) {
      const terminal = toolKeys(start).flatMap((key) => tools.get(key) ?? [])[0];
      const key = terminal ? this.#tree.key(start) : null;
      if (terminal && key !== null && !this.#terminals.has(key)) collect(this.#terminals, key, terminal);
    }
  }

  /** A remote session's own: what carries its LogonId, what a servant starts for its account, the services installed meanwhile. Visits come by time. */
  addVisit(visit: Visit, nameOf: AccountNames): void {
    const ids = new Set(visit.logonIds.filter((id) => !SHARED_SESSIONS.has(id)));
    for (const id of ids) collect(this.#sessions, id, visit);
    const setOff: SetOff[] = [];
    for (const fact of within(this.#facts, visit.time - DISORDER, visit.last + PROMPT)) {
      const bySession = fact.logon_id !== null && ids.has(fact.logon_id);
      const installed = fact.activity === 'service_installed';
      const served = isServed(fact) && fact.account !== null && nameOf(fact.account) === visit.account;
      if (!bySession && !served && !(installed && fact.logon_id === null)) continue;
      setOff.push({ fact, bySession });
      if (installed) {
        collect(this.#installers, fact, visit);
        this.#addService(fact, this.#children, visit);
      } else if (served) {
        const key = this.#tree.key(fact);
        if (key !== null) collect(this.#children, key, visit);
      }
    }
    this.setOff.set(visit, setOff);
  }

  #addService<T>(installed: ProcessFact, taint: Map<string, T[]>, by: T): void {
    for (const start of within(this.#tree.starts, installed.time - DISORDER, installed.time + PROMPT)) {
      const key = baseName(start.parent_image) === 'services.exe' ? this.#tree.key(start) : null;
      if (key !== null) collect(taint, key, by);
    }
  }

  origins(process: ProcessName): Origins {
    const terminals = new Set<Finding>();
    const visits = new Set<Visit>();
    const key = this.#tree.key(process);
    for (const at of key === null ? [] : this.#tree.ancestry(key)) {
      for (const finding of this.#terminals.get(at) ?? []) terminals.add(finding);
      for (const visit of this.#children.get(at) ?? []) visits.add(visit);
      const start = this.#tree.start(at);
      const session = start ? this.sessionOf(start.logon_id, start.time) : null;
      if (session) visits.add(session);
    }
    return { terminals, visits };
  }

  originsOfFact(fact: ProcessFact): Origins {
    const { terminals, visits } = fact.activity === 'service_installed' ? NO_ORIGINS : this.origins(fact);
    const session = this.sessionOf(fact.logon_id, fact.time);
    return { terminals, visits: new Set([...visits, ...(this.#installers.get(fact) ?? []), ...(session ? [session] : [])]) };
  }

  /** After a restart a LogonId may name another session: the latest before the record is meant. */
  sessionOf(logonId: string | null, time: number): Visit | null {
    return logonId === null ? null : latestAt(this.#sessions.get(logonId) ?? [], time + DISORDER);
  }
}

function isServed(fact: ProcessFact): boolean {
  if (fact.activity !== 'start') return false;
  const parent = baseName(fact.parent_image);
  return (
    SERVANTS.has(parent) ||
    SERVANTS.has(baseName(fact.image)) ||
    (parent === 'svchost.exe' && / -s schedule\b/i.test(fact.parent_command_line ?? ''))
  );
}

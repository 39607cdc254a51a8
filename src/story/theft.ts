import { byMoment, collect, MINUTE } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { domainOf, suffixOf, type AccountNames } from '../names/index.ts';
import { isTheft, storesOpened, type CredentialStore } from './credential-store.ts';
import type { DumperRun } from './dumper-run.ts';
import type { ExposureInterval } from './exposure-interval.ts';
import { NO_ORIGINS, type Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import type { LsassRead } from './lsass-read.ts';
import type { PasswordChange } from './story-facts.ts';
import type { Visit } from './visit.ts';

/**
 * `own`: it lay in what was opened. `kept`: the store keeps passwords of those who work there, whether or not they were logged on. `twin`: what was
 * taken is another host's account of the same name, whose password is often the same.
 */
export type Reach = 'own' | 'kept' | 'twin';

/** One credential that could be stolen on a host at a time, and what says that someone was stealing there. */
export interface Theft {
  readonly account: string;
  readonly host: string;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly ref: string;
  /** The finding that shows it; null where only a process of the intruder's does. */
  readonly finding: Finding | null;
  /** Who stands behind the process that took it, where no terminal shows it. */
  readonly by: Origins;
  /** How it follows that this very credential was taken. */
  readonly reach: Reach;
  /** When the password was changed: the secret is worth nothing from then on. */
  readonly until: number;
}

/** What could be stolen. */
export interface Thefts {
  /** The thefts that an account's credential lay open to, by time. */
  of(account: string): readonly Theft[];
}

/** What thefts are drawn from. */
export interface TheftSources {
  readonly findings: readonly Finding[];
  readonly reads: readonly LsassRead[];
  readonly runs: readonly DumperRun[];
  readonly exposures: readonly ExposureInterval[];
  readonly passwordChanges: readonly PasswordChange[];
  /** Hosts that grant tickets. */
  readonly controllers: ReadonlySet<string>;
  readonly lineage: Lineage;
  readonly nameOf: AccountNames;
}

/** One act of stealing takes no longer. */
const ONE_ACT = MINUTE;

/** Logon types of services and tasks, whose passwords are kept; of people at the console or a desktop, whose verifiers are. */
const KEPT: Readonly<Partial<Record<CredentialStore, readonly number[]>>> = { services: [4, 5], cached: [2, 7, 10, 11] };

/** Accounts of the system itself: they have no password. */
const SYSTEM_USERS = new Set(['system', 'local service', 'network service', 'anonymous logon']);

/** Whether a theft was the intruder's: a terminal shows it, or stands behind its process, or a use that could be theirs does. */
export function isTheirs({ finding, by }: Theft, found: ReadonlyMap<Visit, unknown>): boolean {
  return finding?.terminal === true || by.terminals.size > 0 || [...by.visits].some((visit) => found.has(visit));
}

/**
 * Of thefts that would all explain a use the likeliest: what was open to it before what is kept, and an account's own before its twin's; by the
 * first that had it, for from then on nobody needs to steal it again; of its twins the latest, which is fresh in hand. `thefts` by time.
 */
export function likeliest(thefts: readonly Theft[]): Theft | null {
  return thefts.find(({ reach }) => reach === 'own') ?? thefts.find(({ reach }) => reach === 'kept') ?? thefts.at(-1) ?? null;
}

interface TheftEvent extends Pick<Theft, 'host' | 'time' | 'ref' | 'finding' | 'by'> {
  readonly last: number;
  readonly stores: ReadonlySet<CredentialStore>;
}

/** What could be stolen by each dump, by the store that it opened; worked out for an account when it is asked for. */
export function thefts(sources: TheftSources): Thefts {
  const events = theftEvents(sources);
  const exposed = new Map<string, ExposureInterval[]>();
  for (const exposure of sources.exposures) collect(exposed, exposure.account, exposure);
  const changes = new Map<string, number[]>();
  for (const { account, time } of sources.passwordChanges) collect(changes, sources.nameOf(account), time);
  const known = new Map<string, readonly Theft[]>();
  const find = (account: string): Theft[] => {
    const own = exposed.get(account) ?? [];
    return events.flatMap((event) => {
      const { host, time, ref, finding, by } = event;
      const reach = lay(account, own, event);
      const until = Math.min(...(changes.get(account) ?? []).filter((change) => change > time));
      return reach === null ? [] : [{ account, host, time, ref, finding, by, reach, until }];
    });
  };
  return {
    of(account) {
      const before = known.get(account);
      if (before) return before;
      const found = find(account);
      known.set(account, found);
      return found;
    },
  };
}

function theftEvents({ findings, reads, runs, controllers, lineage }: TheftSources): TheftEvent[] {
  const shown = findings.filter(isTheft);
  const told = new Set(shown.flatMap((finding) => finding.pointers.map(({ ref }) => ref)));
  return [
    ...shown.flatMap((finding): TheftEvent[] => {
      const by = finding.terminal ? NO_ORIGINS : lineage.originsOfFinding(finding);
      if (!finding.terminal && by.terminals.size + by.visits.size === 0) return [];
      const { host, time, ref } = finding;
      // A finding over hours is drawn from several: what was open at its first moment is what it surely took.
      const last = Math.min(finding.last, time + ONE_ACT);
      return [{ host, time, last, ref, finding, by, stores: storesOpened(finding, controllers.has(host)) }];
    }),
    ...reads
      .filter(({ fact }) => !told.has(fact.ref))
      .map(({ fact, by }): TheftEvent => {
        const { host, time, ref } = fact;
        return { host, time, last: time, ref, finding: null, by, stores: new Set(['sessions']) };
      }),
    ...runs.map(({ fact: { host, time, ref }, by, stores }): TheftEvent => ({
      host,
      time,
      last: time + ONE_ACT,
      ref,
      finding: null,
      by,
      stores,
    })),
  ].sort(byMoment);
}

/** Whether an account's credential lay in a store that was opened, or one of the same name did. */
function lay(account: string, exposures: readonly ExposureInterval[], { host, time, last, stores }: TheftEvent): Reach | null {
  const slash = account.lastIndexOf('\\');
  if (stores.has('sessions') && exposures.some((one) => one.host === host && one.from <= last && time < one.to)) return 'own';
  for (const store of ['services', 'cached'] as const)
    if (stores.has(store) && exposures.some((one) => one.host === host && one.from <= last && KEPT[store]?.includes(one.logonType)))
      return 'kept';
  if (slash >= 0) {
    if (!stores.has('local') || SYSTEM_USERS.has(account.slice(slash + 1))) return null;
    return account.slice(0, slash) === host ? 'own' : 'twin';
  }
  const domain = domainOf(account);
  return stores.has('directory') && domain !== null && domain === suffixOf(host) ? 'own' : null;
}

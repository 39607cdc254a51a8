import type { OperationDocument, StoryStage } from '../../documents/types.ts';
import { moment } from '../time.ts';
import { hues, type Hue } from '../tokens.ts';

/** One stolen credential of the story. */
export interface Credential {
  readonly account: string;
  /** A to Z, then AA, AB, …, in the order of the story. */
  readonly letter: string;
  /** Null for credentials beyond the six with the most hops. */
  readonly hue: Hue | null;
  readonly hops: number;
  /** Where it was first stolen; null while its theft was not seen. */
  readonly theft: Theft | null;
}

export interface Theft {
  readonly account: string;
  readonly host: string;
  readonly time: string;
  /** How, in a word or two: `LSASS`; null when only the place is known. */
  readonly how: string | null;
}

export interface Cast {
  readonly credentials: readonly Credential[];
  /** Every theft seen, by time, then host, then account. */
  readonly thefts: readonly Theft[];
  of(account: string): Credential | null;
}

/** Letters and hues of an operation's credentials. */
export function castOf(operation: OperationDocument): Cast {
  const thefts = theftsOf(operation);
  const roles = rolesOf(operation, thefts);
  const hued = roles.toSorted((a, b) => b.hops - a.hops || a.first - b.first || compare(a.account, b.account)).slice(0, hues.length);
  let used = 0;
  const credentials = roles.map((role, index): Credential => ({
    account: role.account,
    letter: letterOf(index),
    hue: hued.includes(role) ? (hues[used++] ?? null) : null,
    hops: role.hops,
    theft: thefts.find((theft) => theft.account === role.account) ?? null,
  }));
  const byAccount = new Map(credentials.map((credential) => [credential.account, credential]));
  return { credentials, thefts, of: (account) => byAccount.get(account) ?? null };
}

/** ATT&CK tactic names come as `credential-access` or `Credential Access`. */
export function tacticOf(stage: StoryStage): string {
  return stage.tactic.toLowerCase().replaceAll(/[ _]/g, '-');
}

interface Role {
  readonly account: string;
  readonly first: number;
  readonly hops: number;
}

function rolesOf(operation: OperationDocument, thefts: readonly Theft[]): readonly Role[] {
  const roles = new Map<string, { first: number; hops: number }>();
  const meet = (account: string, time: string, hops: number): void => {
    const role = roles.get(account) ?? { first: Infinity, hops: 0 };
    roles.set(account, { first: Math.min(role.first, moment(time)), hops: role.hops + hops });
  };
  for (const hop of operation.hops) meet(hop.account, hop.time, 1);
  for (const theft of thefts) meet(theft.account, theft.time, 0);
  return [...roles].map(([account, role]) => ({ account, ...role })).toSorted((a, b) => a.first - b.first || compare(a.account, b.account));
}

function theftsOf(operation: OperationDocument): readonly Theft[] {
  const thefts = new Map<string, Theft>();
  const dumps = operation.stages.filter((stage) => tacticOf(stage) === 'credential-access');
  for (const dump of dumps) {
    if (dump.account !== null) add(thefts, { account: dump.account, host: dump.host, time: dump.time, how: howOf(dump) });
  }
  for (const hop of operation.hops) {
    if (hop.stolen_at === null) continue;
    const { host, time } = hop.stolen_at;
    const dump = dumps.find((each) => each.host === host && moment(each.time) === moment(time));
    add(thefts, { account: hop.account, host, time, how: dump === undefined ? null : howOf(dump) });
  }
  return [...thefts.values()].toSorted(
    (a, b) => moment(a.time) - moment(b.time) || compare(a.host, b.host) || compare(a.account, b.account),
  );
}

function add(thefts: Map<string, Theft>, theft: Theft): void {
  const key = JSON.stringify([theft.account, theft.host, moment(theft.time)]);
  const known = thefts.get(key);
  if (known === undefined || known.how === null) thefts.set(key, theft);
}

/** What was read, by ATT&CK technique (attack.mitre.org, T1003 and its sub-techniques). */
const DUMPS: Readonly<Record<string, string>> = {
  'T1003.001': 'LSASS',
  'T1003.002': 'SAM',
  'T1003.003': 'NTDS.dit',
  'T1003.004': 'LSA secrets',
  'T1003.005': 'cached logons',
  'T1003.006': 'DCSync',
};

function howOf(stage: StoryStage): string | null {
  return DUMPS[stage.technique] ?? null;
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

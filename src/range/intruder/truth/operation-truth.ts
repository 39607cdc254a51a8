import { createHash } from 'node:crypto';
import { fileTimeText } from '../../moment.ts';
import type { Attempt, Hop, Operation, Stage } from '../../truth.ts';
import { databaseRoleOf } from '../../warehouse/index.ts';
import type { Keeping, WorldBase } from '../../world/index.ts';
import type { Chronicle, Use } from './chronicle.ts';
import { hostTimeText, letInAt, letInText, theftText } from './dating.ts';
import { witnessesOf } from './witnesses.ts';

/** The story of one operation as it would be told if nothing were hidden. Hops by wave and time, all else by time. */
export function operationTruth(base: WorldBase, chronicle: Chronicle, keeping: Keeping): Operation {
  const { estate } = base;
  const name = (host: number): string => estate.hosts[host]?.fqdn ?? '';
  const account = (index: number): string => estate.accounts[index]?.canonical ?? '';
  const first = chronicle.waves[0]?.first ?? base.span.from;
  const last = chronicle.waves.at(-1)?.last ?? first;
  return {
    id: digest(`${base.scenario} ${chronicle.name} ${first}`),
    first: fileTimeText(first),
    last: fileTimeText(last),
    confidence: 1,
    waves: chronicle.waves.map((wave) => ({ first: fileTimeText(wave.first), last: fileTimeText(wave.last) })),
    hosts: [...chronicle.hosts]
      .map(([host, seen]) => ({
        name: name(host),
        compromised: 'confirmed' as const,
        first: hostTimeText(base, host, seen.first),
        last: hostTimeText(base, host, seen.last),
        confidence: 1,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    hops: hopsOf(base, chronicle, keeping),
    stages: [...chronicle.steps]
      .sort((a, b) => a.at - b.at)
      .map((step): Stage => ({
        tactic: step.tactic,
        technique: step.technique,
        host: name(step.host),
        time: hostTimeText(base, step.host, step.at),
        title: step.title,
        finding: '',
        account: step.account === null ? null : account(step.account),
        evidence: [],
      })),
    tunnels: chronicle.tunnels.map((tunnel) => ({
      host: name(tunnel.host),
      kind: 'softether',
      peer: tunnel.peer,
      first: hostTimeText(base, tunnel.host, tunnel.first),
      last: hostTimeText(base, tunnel.host, tunnel.last),
      bytes_in: tunnel.bytesIn,
      bytes_out: tunnel.bytesOut,
      evidence: [],
    })),
    thefts: chronicle.thefts.map((theft) => ({
      host: name(theft.host),
      time: theftText(base, theft),
      method: theft.method,
      accounts: theft.accounts.map(account),
      wave: theft.wave,
    })),
    attempts: chronicle.failures.map(({ activity, outcome, wave }): Attempt => ({
      from: name(activity.from),
      to: name(activity.to),
      account: account(activity.account),
      time: letInText(base, activity),
      outcome,
      wave,
    })),
    transfers: chronicle.transfers.map(({ host, at, way, bytes }) => ({
      host: name(host),
      time: hostTimeText(base, host, at),
      way,
      bytes,
    })),
    open_questions: [],
  };
}

/** A hop is the first use of an account on a way in a wave; what it acted by is told by the first use that ran something. */
function hopsOf(base: WorldBase, chronicle: Chronicle, keeping: Keeping): readonly Hop[] {
  const ways = new Map<string, Use[]>();
  for (const use of chronicle.uses) {
    const key = `${use.wave} ${use.activity.from} ${use.activity.to} ${hopAccount(base, use)}`;
    const known = ways.get(key);
    if (known === undefined) ways.set(key, [use]);
    else known.push(use);
  }
  return [...ways.values()]
    .map((uses) => hopOf(base, chronicle, uses, keeping))
    .sort((a, b) => a.wave - b.wave || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function hopOf(base: WorldBase, chronicle: Chronicle, uses: readonly Use[], keeping: Keeping): Hop {
  const { estate } = base;
  const inOrder = [...uses].sort((a, b) => letInAt(base, a.activity) - letInAt(base, b.activity));
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a hop without a use');
  const { activity, stolen, wave } = first;
  const told = inOrder.find(({ mechanism }) => mechanism !== 'smb') ?? first;
  const witnesses = witnessesOf(base, activity, first.mechanism, keeping);
  const time = letInText(base, activity);
  const from = estate.hosts[activity.from]?.fqdn ?? '';
  const to = estate.hosts[activity.to]?.fqdn ?? '';
  const account = hopAccount(base, first);
  return {
    id: digest(`${chronicle.name} ${from} ${to} ${account} ${time}`),
    from,
    to,
    account,
    mechanism: told.mechanism,
    time,
    last: letInText(base, last.activity),
    wave,
    interval: null,
    uses: uses.length,
    confidence: 1,
    stolen_at: stolen === null ? null : { host: estate.hosts[stolen.host]?.fqdn ?? '', time: theftText(base, stolen) },
    evidence: [],
    observable: witnesses.length > 0,
    witnesses,
  };
}

/** Connections to the warehouse go by its roles, everything else by accounts. */
function hopAccount(base: WorldBase, { activity, mechanism }: Use): string {
  if (mechanism === 'database') return databaseRoleOf(base, activity.account).name;
  return base.estate.accounts[activity.account]?.canonical ?? '';
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

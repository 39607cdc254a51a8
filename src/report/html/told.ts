import type { Names, OperationModel, Wave } from './model/index.ts';
import type { StoryStage, Tunnel } from '../documents/types.ts';
import { tacticOf } from './model/index.ts';
import { techniqueClause } from './techniques.ts';
import { longDuration, moment } from './time.ts';
import { capital, counted, told } from './words.ts';

/** A stage as a clause; a technique without words of its own is told by the title of its rule. */
export function stageClause(stage: StoryStage, names: Names): string {
  const host = names.host(stage.host);
  const words = techniqueClause(stage.technique, host);
  if (words !== null) return words;
  if (tacticOf(stage) === 'initial-access') return `the way in was ${host} (${stage.title})`;
  return `“${stage.title}” was seen on ${host}`;
}

/** A stage in the chain: the clause as a heading. */
export function stageHeading(stage: StoryStage, names: Names): string {
  return capital(stageClause(stage, names));
}

const TUNNELS: Readonly<Record<string, string>> = { vpn: 'VPN tunnel', softether: 'SoftEther tunnel', ssh: 'SSH tunnel', proxy: 'Proxy' };

/** `VPN tunnel, 301 days`. */
export function tunnelWords(tunnel: Tunnel): string {
  const kind = TUNNELS[tunnel.kind.toLowerCase()] ?? `${capital(tunnel.kind)} tunnel`;
  return `${kind}, ${longDurationInDays(tunnel)}`;
}

function longDurationInDays(tunnel: Tunnel): string {
  const ms = moment(tunnel.last) - moment(tunnel.first);
  const days = Math.round(ms / 86_400_000);
  return days >= 2 ? counted(days, 'day') : longDuration(ms);
}

/** What a wave was for, from what happened in it: queries first, then tunnels, thefts, ways in. */
export function wavePurpose(wave: Wave, operation: OperationModel, names: Names): string | null {
  const within = (iso: string): boolean => moment(iso) >= wave.from && moment(iso) <= wave.to;
  const stores = [...new Set(operation.queries.filter((group) => group.wave === wave.number).map((group) => names.host(group.row)))];
  if (stores.length > 0) return stores.length === 1 ? `queries on ${stores[0] ?? ''}` : `queries on ${told(stores.length, 'store')}`;
  const tunnel = operation.document.tunnels.find((each) => within(each.first));
  if (tunnel !== undefined) return `a tunnel from ${names.host(tunnel.host)}`;
  const last = wave.hops.at(-1)?.hop.to;
  if (last === undefined) return null;
  return wave.number === 1 ? `in, and up to ${names.host(last)}` : `on to ${names.host(last)}`;
}

import { byText } from '../../lib/index.ts';
import { logKind, type LogKind } from '../log-kind.ts';
import { ATTACK_CHANNELS, ATTACK_TACTICS } from './attack-channels.ts';

/** One kind of record that shows techniques: a log, and which of its events. */
export interface Channel {
  /** A Windows log by its name; `network`, `web` or `database` for any log of the kind. */
  readonly log: string;
  /** Event numbers; empty for any. */
  readonly events: readonly string[];
  readonly kind: LogKind;
  /** ATT&CK ids. */
  readonly techniques: readonly string[];
}

const KINDS = new Set<LogKind>(['network', 'web', 'database']);

/** All channels, in the order of the list. */
export const channels: readonly Channel[] = lines(ATTACK_CHANNELS).map(([log = '', events = '', techniques = '']) => {
  const general = [...KINDS].find((kind) => kind === log);
  return { log, events: events === '*' ? [] : events.split(' '), kind: general ?? logKind(log), techniques: ids(techniques) };
});

/** Every technique that some log shows which Hardcell can read, sorted. */
export const techniques: readonly string[] = [...new Set(channels.flatMap((channel) => channel.techniques))].sort(byText);

/** The tactics, in the order of an intrusion, each with its techniques. */
export const tactics: readonly { readonly tactic: string; readonly techniques: readonly string[] }[] = lines(ATTACK_TACTICS).map(
  ([tactic = '', list = '']) => ({ tactic, techniques: ids(list) }),
);

/** The techniques that a log shows, sorted; none for a log of an unknown name. */
export function techniquesOf(source: string): readonly string[] {
  const kind = logKind(source);
  const own = channels.filter((channel) => channel.log === source || (KINDS.has(kind) && channel.log === kind));
  return [...new Set(own.flatMap((channel) => channel.techniques))].sort(byText);
}

function lines(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));
}

function ids(text: string): string[] {
  return text.split(' ').map((id) => `T${id}`);
}

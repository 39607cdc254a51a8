import { Option, type Command } from 'commander';
import { HardcellError } from '../../lib/index.ts';
import { goals, knowledgeAtStart, logSources, type Knobs, type LogSource } from '../../range/index.ts';

/** The knobs as the command line gives them; absent ones are the scenario's or the size's. */
export interface RawKnobs {
  readonly days?: string;
  readonly hosts?: string;
  readonly subscribers?: string;
  readonly dark?: string;
  readonly darkHosts?: Knobs['darkChoice'];
  readonly dcLogs?: boolean;
  readonly retention?: string;
  readonly skew?: string;
  readonly clearing?: string;
  readonly dhcpNamesOnly?: boolean;
  readonly noise?: string;
  readonly stealth?: string;
  readonly goal?: Knobs['goal'];
  readonly knows?: Knobs['knows'];
  readonly records?: Knobs['recordFormat'];
}

/** The option of each knob, in the order of the help. */
const options: readonly Option[] = [
  new Option('--days <n>', 'days that are played, 14 to 5000'),
  new Option('--hosts <n>', 'hosts of the carrier, desks among them, 20 to 20000'),
  new Option('--subscribers <n>', 'customers with call records, 100 to 5000000'),
  new Option('--dark <share>', 'share of hosts whose logs nobody kept, 0 to 1 (0)'),
  new Option('--dark-hosts <which>', 'which hosts those are: any, or the ones that matter (random)').choices(['random', 'important']),
  new Option('--no-dc-logs', "the domain controllers' logs were not kept"),
  new Option(
    '--retention <source=days,…>',
    `how far back logs go, such as security=30,sysmon=14; sources: ${logSources.join(', ')} (all of the span)`,
  ),
  new Option('--skew <seconds>', 'the furthest that a clock is off, 0 to 86400 (2)'),
  new Option('--clearing <share>', 'share of his hosts whose security log the intruder clears, 0 to 1 (0)'),
  new Option('--dhcp-names-only', "desks are named in DHCP's log alone"),
  new Option('--noise <factor>', 'multiplies what Windows does by itself, 0 to 100 (1)'),
  new Option(
    '--stealth <level>',
    'the intruder goes any way (0), ways the account has gone before (1), while it is active (2), or both (3) (0)',
  ).choices(['0', '1', '2', '3']),
  new Option('--goal <what>', 'what the intruder wants: records of chosen people, many records, or both (both)').choices(goals),
  new Option('--knows <what>', 'what the intruder knows at the start: nothing, the map, or also who administers what (nothing)').choices(
    knowledgeAtStart,
  ),
  new Option('--records <format>', 'call records as Parquet or as delimited text (parquet)').choices(['parquet', 'csv']),
];

export function addKnobs(command: Command): Command {
  for (const option of options) command.addOption(option);
  return command;
}

/** Flags of knobs that were given, for a scenario that has none. */
export function knobsGiven(raw: RawKnobs): string[] {
  const flags = options.flatMap((option) => {
    const value = raw[option.attributeName() as keyof RawKnobs];
    return value === undefined || (option.negate && value === true) ? [] : [(option.long ?? '').replace(/^--/, '')];
  });
  return flags.sort();
}

/** Throws HardcellError for what is no number or no source; ranges are checked by the range. */
export function knobsFrom(raw: RawKnobs): Partial<Knobs> {
  const number = (name: string, given: string | undefined): number | undefined => {
    if (given === undefined) return undefined;
    if (!/^\d+(\.\d+)?$/.test(given))
      throw new HardcellError('KNOB_INVALID', { knob: name, value: given, range: 'a plain number such as 0.5 or 30' });
    return Number(given);
  };
  const given: { [K in keyof Knobs]?: Knobs[K] | undefined } = {
    days: number('--days', raw.days),
    hosts: number('--hosts', raw.hosts),
    subscribers: number('--subscribers', raw.subscribers),
    dark: number('--dark', raw.dark),
    darkChoice: raw.darkHosts,
    controllerLogs: raw.dcLogs === false ? false : undefined,
    retention: raw.retention === undefined ? undefined : retentionFrom(raw.retention),
    skew: number('--skew', raw.skew),
    clearing: number('--clearing', raw.clearing),
    dhcpNamesOnly: raw.dhcpNamesOnly,
    noise: number('--noise', raw.noise),
    stealth: raw.stealth === undefined ? undefined : stealthFrom(raw.stealth),
    goal: raw.goal,
    knows: raw.knows,
    recordFormat: raw.records,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function stealthFrom(given: string): Knobs['stealth'] {
  return given === '1' ? 1 : given === '2' ? 2 : given === '3' ? 3 : 0;
}

function retentionFrom(given: string): Knobs['retention'] {
  const days: Partial<Record<LogSource, number>> = {};
  for (const one of given.split(',')) {
    const [, name = '', count = ''] = /^([a-z-]+)=(\d+)$/.exec(one.trim()) ?? [];
    const source = logSources.find((known) => known === name);
    if (source === undefined)
      throw new HardcellError('KNOB_INVALID', {
        knob: '--retention',
        value: one,
        range: `a source, = and days, such as security=30; sources are ${logSources.join(', ')}`,
      });
    days[source] = Number(count);
  }
  return days;
}

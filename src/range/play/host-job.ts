import type { Host } from '../estate/index.ts';
import { EvtxLog, type EventRecord } from '../evtx/index.ts';
import type { FileSink } from '../file-sink.ts';
import type { LogSource, World } from '../world/index.ts';
import { playDays } from './host-days.ts';
import type { LogJob } from './log-job.ts';

/** Which of the knobs' logs a Windows channel is. */
const sourceOfChannel: Readonly<Record<string, LogSource>> = {
  Security: 'security',
  System: 'system',
  'Microsoft-Windows-Sysmon/Operational': 'sysmon',
  'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational': 'remote-desktop',
  'Microsoft-Windows-TaskScheduler/Operational': 'tasks',
  'Microsoft-Windows-PowerShell/Operational': 'powershell',
};

/** Which of the knobs' logs a Windows channel is. Throws RangeError for one that none goes by. */
export function logSourceOf(channel: string): LogSource {
  const source = sourceOfChannel[channel];
  if (source === undefined) throw new RangeError(`no log goes by the channel ${channel}`);
  return source;
}

/** The event logs of one Windows host, one file a channel, day by day with a day's records in memory. */
export function hostJob(world: World, host: Host): LogJob {
  return {
    name: host.fqdn,
    weight: host.role === 'controller' ? world.plan.count * 2 : world.plan.rowsOf(host.index).length + world.span.days * 50,
    run(sink) {
      // What nobody kept need not be played: other hosts' logs do not hang on it.
      if (Object.values(sourceOfChannel).every((source) => world.keeping.keptFrom(host.index, source) === null)) return;
      const logs = new HostLogs(world, host, sink);
      playDays(world, host, (channel, records) => logs.put(channel, records));
      logs.close();
    },
  };
}

/** The files of one host's logs, and which records are in them. */
class HostLogs {
  readonly #world: World;
  readonly #host: Host;
  readonly #sink: FileSink;
  readonly #logs = new Map<string, EvtxLog>();

  constructor(world: World, host: Host, sink: FileSink) {
    this.#world = world;
    this.#host = host;
    this.#sink = sink;
  }

  put(channel: string, records: readonly EventRecord[]): void {
    const { keeping } = this.#world;
    const { index, skew } = this.#host;
    const source = logSourceOf(channel);
    if (keeping.keptFrom(index, source) === null) return;
    for (const record of records) if (keeping.keeps(index, source, record.time - skew)) this.#log(channel).add(record);
  }

  close(): void {
    for (const log of this.#logs.values()) log.close();
  }

  #log(channel: string): EvtxLog {
    const known = this.#logs.get(channel);
    if (known !== undefined) return known;
    const file = this.#sink.open(`${this.#host.fqdn}/${channel.replaceAll('/', '%4')}.evtx`);
    const numbers = this.#world.random.stream(`record numbers/${this.#host.fqdn}/${channel}`);
    const log = new EvtxLog(file, { firstRecordId: numbers.integer(2_000, 900_000) });
    this.#logs.set(channel, log);
    return log;
  }
}

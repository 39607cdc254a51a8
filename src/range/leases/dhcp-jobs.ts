import type { Host } from '../estate/index.ts';
import type { FileSink, FileWriter } from '../file-sink.ts';
import { DAY, HOUR, plainText, type Moment } from '../moment.ts';
import type { LogJob } from '../play/log-job.ts';
import type { World } from '../world/index.ts';
import { dhcpHeader, dhcpLine } from './dhcp-line.ts';
import { DhcpRecords } from './dhcp-records.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The audit logs of a carrier's DHCP servers. */
export function dhcpJobs(world: World): LogJob[] {
  return servers(world).map((server) => ({
    name: `${server.fqdn}/dhcp`,
    weight: world.span.days * 20,
    run: (sink) => writeDhcpLog(world, server, sink),
  }));
}

/** Which server each of these logs is of, and its wall clock's zone: entries of sources.yaml. */
export function dhcpSources(world: World): { match: string; host: string; zone: string; kind: string }[] {
  return servers(world).map((server) => ({
    match: `**/${server.fqdn}/dhcp/**`,
    host: server.fqdn,
    zone: zoneText(offsetOf(world, server)),
    kind: 'dhcp-audit',
  }));
}

function servers(world: World): Host[] {
  const { estate, keeping } = world;
  const found = new Map<number, Host>();
  for (const host of estate.hosts) {
    if (!host.dynamic) continue;
    const server = estate.dhcpServerOf(host.site);
    if (keeping.keptFrom(server.index, 'dhcp') !== null) found.set(server.index, server);
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

function offsetOf(world: World, server: Host): number {
  return world.estate.sites[server.site]?.utcOffset ?? 0;
}

/** `+01:00` */
function zoneText(hours: number): string {
  return `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}

/** Windows names the log by the weekday and writes over it a week later: each was put away before, in a folder by its week's Monday. */
function writeDhcpLog(world: World, server: Host, sink: FileSink): void {
  const { span, keeping } = world;
  const records = new DhcpRecords(world, server);
  const log = new DailyFiles(sink, `${server.fqdn}/dhcp`);
  const ahead = server.skew + offsetOf(world, server) * HOUR;
  for (let day = 0; day < span.days; day++) {
    for (const record of records.day(day)) {
      if (record.at < span.until && keeping.keeps(server.index, 'dhcp', record.at)) {
        const local = record.at + ahead;
        log.add(dhcpLine(record, local), local);
      }
    }
  }
  log.close();
}

class DailyFiles {
  readonly #sink: FileSink;
  readonly #folder: string;
  #file: FileWriter | null = null;
  #day = -1;
  #lines: string[] = [];

  constructor(sink: FileSink, folder: string) {
    this.#sink = sink;
    this.#folder = folder;
  }

  add(line: string, local: Moment): void {
    const day = Math.floor(local / DAY);
    if (day > this.#day) this.#turn(day);
    this.#lines.push(line);
  }

  close(): void {
    this.#file?.write(Buffer.from(dhcpHeader + this.#lines.join('')));
    this.#file?.close(this.#lines.length);
    this.#file = null;
    this.#lines = [];
  }

  #turn(day: number): void {
    this.close();
    this.#day = day;
    const weekday = (day + 4) % 7;
    const monday = plainText((day - ((weekday + 6) % 7)) * DAY).slice(0, 10);
    this.#file = this.#sink.open(`${this.#folder}/week-of-${monday}/DhcpSrvLog-${WEEKDAYS[weekday]}.log`);
  }
}

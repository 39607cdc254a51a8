import type { Host } from '../estate/index.ts';
import type { FileSink, FileWriter } from '../file-sink.ts';
import { DAY, plainText, type Moment } from '../moment.ts';
import type { World } from '../world/index.ts';
import { accessLine } from './access-line.ts';
import { WebTraffic } from './day-of-requests.ts';
import { codesOf, iisHeader, iisLine } from './iis-line.ts';
import type { Request } from './request.ts';

/** How a server writes its requests. */
interface LogKind {
  readonly source: 'iis' | 'access';
  /** Name of the file of a month, `2024-03`. */
  file(month: string): string;
  /** Lines above those of the requests. */
  header(first: Moment): readonly string[];
  /** `at` is the server's own clock. */
  line(request: Request, at: Moment): string;
}

/** The log of a web server, one file a month, written day by day. */
export function writeRequestLog(world: World, host: Host, sink: FileSink): void {
  const { span, keeping } = world;
  const kind = host.system === 'windows' ? iis(world, host) : access(world, host);
  const traffic = new WebTraffic(world, host);
  const log = new MonthlyText(sink, host.fqdn, kind);
  let waiting: Request[] = [];
  for (let day = 0; day <= span.days; day++) {
    const end = day === span.days ? span.until : span.from + (day + 1) * DAY;
    if (day < span.days) waiting.push(...traffic.day(day));
    waiting.sort((a, b) => a.time - b.time);
    let next = 0;
    for (; next < waiting.length; next++) {
      const request = waiting[next];
      if (request === undefined || request.time >= end) break;
      if (request.time >= span.from && keeping.keeps(host.index, kind.source, request.time)) log.add(request, request.time + host.skew);
    }
    waiting = waiting.slice(next);
  }
  log.close();
}

/** W3C extended format of IIS, UTC. */
function iis(world: World, host: Host): LogKind {
  const address = world.estate.addressOf(host.index, world.span.from);
  let day = -1;
  let date = '';
  return {
    source: 'iis',
    file: (month) => `u_ex${month.slice(2).replace('-', '')}.log`,
    header: iisHeader,
    line: (request, at) => {
      const today = Math.floor(at / DAY);
      if (today !== day) [day, date] = [today, plainText(at).slice(0, 11)];
      return iisLine(request, date + clockText(at - today * DAY), address, 443, codesOf(request.status, request.user));
    },
  };
}

/** Combined log of Apache, the server's local time. */
function access(world: World, host: Host): LogKind {
  const offset = world.estate.sites[host.site]?.utcOffset ?? 0;
  return {
    source: 'access',
    file: (month) => `access-${month}.log`,
    header: () => [],
    line: (request, at) => accessLine(request, at, offset),
  };
}

/** `10:22:31` of µs since midnight. */
function clockText(sinceMidnight: number): string {
  const seconds = Math.floor(sinceMidnight / 1e6);
  const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const GATHERED = 1 << 16;

/** A text log that turns its file with the month of the server's clock, in UTC. */
class MonthlyText {
  readonly #sink: FileSink;
  readonly #folder: string;
  readonly #kind: LogKind;
  #file: FileWriter | null = null;
  #text = '';
  #records = 0;
  #monthEnds: Moment = -Infinity;

  constructor(sink: FileSink, folder: string, kind: LogKind) {
    this.#sink = sink;
    this.#folder = folder;
    this.#kind = kind;
  }

  add(request: Request, at: Moment): void {
    if (at >= this.#monthEnds) this.#turn(at);
    this.#text += `${this.#kind.line(request, at)}\n`;
    this.#records++;
    if (this.#text.length >= GATHERED) this.#flush();
  }

  close(): void {
    this.#flush();
    this.#file?.close(this.#records);
    this.#file = null;
  }

  #turn(at: Moment): void {
    this.close();
    const date = new Date(at / 1000);
    this.#monthEnds = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) * 1000;
    this.#file = this.#sink.open(`${this.#folder}/${this.#kind.file(plainText(at).slice(0, 7))}`);
    this.#records = 0;
    this.#text = this.#kind
      .header(at)
      .map((line) => `${line}\n`)
      .join('');
  }

  #flush(): void {
    this.#file?.write(Buffer.from(this.#text));
    this.#text = '';
  }
}

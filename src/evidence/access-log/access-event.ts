import { isIP } from 'node:net';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { AccessLine } from './access-line.ts';
import type { LogTime } from './log-time.ts';
import { requestParts, type RequestParts } from './request.ts';

/** How each field is read, under its W3C name. */
const FIELDS: ReadonlyMap<string, (line: AccessLine, event: AccessEvent) => FieldValue | undefined> = new Map([
  ['time', (line) => line.read(line.time)],
  ['c-ip', (line) => line.read(line.client)],
  ['cs-ident', (line) => line.read(line.ident)],
  ['cs-username', (line) => unquoted(line.read(line.user))],
  ['cs-method', (_, event) => event.request.method],
  ['cs-uri', (_, event) => event.request.uri],
  ['cs-uri-stem', (_, event) => stemOf(event.request.uri)],
  ['cs-uri-query', (_, event) => queryOf(event.request.uri)],
  ['cs-version', (_, event) => event.request.version],
  ['sc-status', (line) => line.read(line.status)],
  ['sc-bytes', (line) => line.read(line.bytes)],
  ['cs(Referer)', (line, event) => extra(line, event.headers.referer)],
  ['cs(User-Agent)', (line, event) => extra(line, event.headers.agent)],
  ['cs-host', (line) => hostOf(before(line))],
  ['s-port', (line) => portOf(before(line))],
  ['X-Forwarded-For', (line, event) => forwarded(line, event.headers.more)],
  ['time-taken', (line) => seconds(line)],
]);

/** Which of the columns behind the bytes are which. */
interface Headers {
  readonly referer: number;
  readonly agent: number;
  /** Where the columns begin that have no name of their own. */
  readonly more: number;
}

/** One request of an access log, fields under W3C names and as the client sent them; columns that no server writes by itself are `extra-1`, `extra-2` …. */
export class AccessEvent implements RawEvent {
  readonly source = 'webserver';
  readonly offset: number;
  readonly size: number;
  readonly recordId = null;
  readonly time: RawEvent['time'];
  readonly zoneAssumed: boolean;
  readonly host = null;
  readonly channel = 'access';
  readonly #line: AccessLine;
  #request: RequestParts | null = null;
  #headers: Headers | null = null;

  constructor(offset: number, size: number, time: LogTime, line: AccessLine) {
    this.offset = offset;
    this.size = size;
    this.time = time.instant;
    this.zoneAssumed = time.assumed;
    this.#line = line;
  }

  get request(): RequestParts {
    return (this.#request ??= requestParts(this.#line.read(this.#line.request)));
  }

  get headers(): Headers {
    return (this.#headers ??= headersOf(this.#line));
  }

  get(field: string): FieldValue | undefined {
    const read = FIELDS.get(field);
    if (read) return read(this.#line, this);
    return field.startsWith('extra-') ? this.#extra(Number(field.slice(6)) - 1) : undefined;
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [name, read] of FIELDS) {
      const value = read(this.#line, this);
      if (value !== undefined) yield [name, value];
    }
    for (let i = 0; this.headers.more + i < this.#line.extras.length; i++) yield [`extra-${i + 1}`, this.#extra(i) ?? null];
  }

  #extra(index: number): FieldValue | undefined {
    return Number.isSafeInteger(index) && index >= 0 ? extra(this.#line, this.headers.more + index) : undefined;
  }
}

/** Combined form: the first two columns in quotes are Referer and User-Agent. A single one is what it looks like. */
function headersOf(line: AccessLine): Headers {
  const { extras } = line;
  const first = extras.findIndex(({ quoted }) => quoted);
  if (first < 0) return { referer: -1, agent: -1, more: 0 };
  if (extras[first + 1]?.quoted) return { referer: first, agent: first + 1, more: first === 0 ? 2 : 0 };
  const text = line.read(extras[first] ?? line.before);
  const isReferer = text === null || text.includes('://');
  return { referer: isReferer ? first : -1, agent: isReferer ? -1 : first, more: first === 0 ? 1 : 0 };
}

function extra(line: AccessLine, index: number): FieldValue | undefined {
  const place = line.extras[index];
  return place && line.read(place);
}

/** What stands before the client; undefined where nothing does. */
function before(line: AccessLine): FieldValue | undefined {
  return line.before.to > line.before.from ? unquoted(line.read(line.before)) : undefined;
}

function unquoted(text: string | null): string | null {
  const bare = text !== null && text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return bare === '' || bare === '-' ? null : bare;
}

const ADDRESSES = /^[0-9A-Za-z_.:%[\], -]{1,2000}$/;

/** Whether a text is a chain of addresses, as proxies write it; `unknown` and names in disguise (`_hidden`) may stand in it (RFC 7239 §6). */
function isChain(text: string): boolean {
  if (!ADDRESSES.test(text)) return false;
  const parts = text.split(/[ ,]+/).filter((part) => part !== '');
  return (
    parts.some((part) => isIP(part) > 0) &&
    parts.every((part) => isIP(part) > 0 || /^(?:unknown|-|_[\w.-]*|\[.*\](?::\d+)?|[\d.]+:\d+)$/.test(part))
  );
}

/** The chain of addresses a request came through: before the client, which then is its last, or in a column of its own. */
function forwarded(line: AccessLine, more: number): FieldValue | undefined {
  const { bytes } = line.text;
  if (line.before.to > line.before.from && bytes[line.before.to - 1] === 0x2c) return line.text.cut(line.before.from, line.client.to);
  const first = before(line);
  if (first === null || (first !== undefined && isChain(first))) return first;
  for (const place of line.extras.slice(more)) {
    if (!place.quoted) continue;
    const text = line.read(place);
    if (text === null || isChain(text)) return text;
  }
  return undefined;
}

/** `example.org` of `example.org:443`; undefined where a chain of addresses stands in its place. */
function hostOf(text: FieldValue | undefined): FieldValue | undefined {
  if (text === undefined || text === null || isChain(text) || text.endsWith(',')) return undefined;
  return text.replace(/:\d{1,5}$/, '');
}

function portOf(text: FieldValue | undefined): FieldValue | undefined {
  return text === undefined || text === null || isChain(text) ? undefined : /:(\d{1,5})$/.exec(text)?.[1];
}

function stemOf(uri: string | null): string | null {
  const mark = uri?.indexOf('?') ?? -1;
  return uri === null || mark < 0 ? uri : uri.slice(0, mark);
}

function queryOf(uri: string | null): string | null {
  const mark = uri?.indexOf('?') ?? -1;
  return uri === null || mark < 0 || mark + 1 === uri.length ? null : uri.slice(mark + 1);
}

/** Seconds with a fraction (`$request_time` of nginx); whole numbers have no unit that could be known (milliseconds, microseconds, seconds). */
function seconds(line: AccessLine): FieldValue | undefined {
  for (const { from, to, quoted } of line.extras) {
    if (quoted || to - from > 16) continue;
    const text = line.text.cut(from, to);
    if (/^\d{1,9}\.\d{3,6}$/.test(text)) return text;
  }
  return undefined;
}

import { plainText, type Moment } from '../moment.ts';

/** One request, as IIS logs it. */
export interface Request {
  /** When it was answered: IIS dates a request at its end. */
  readonly time: Moment;
  readonly method: string;
  readonly path: string;
  /** Without the question mark; null for none. */
  readonly query: string | null;
  readonly user: string | null;
  readonly client: string;
  readonly agent: string | null;
  readonly referer: string | null;
  readonly status: number;
  readonly sent: number;
  readonly received: number;
  /** Milliseconds. */
  readonly taken: number;
}

const FIELDS = [
  'date',
  'time',
  's-ip',
  'cs-method',
  'cs-uri-stem',
  'cs-uri-query',
  's-port',
  'cs-username',
  'c-ip',
  'cs(User-Agent)',
  'cs(Referer)',
  'sc-status',
  'sc-substatus',
  'sc-win32-status',
  'sc-bytes',
  'cs-bytes',
  'time-taken',
];

/** The log of one IIS site: W3C extended format, UTC, one file a month. */
export class IisLog {
  readonly #address: string;
  readonly #port: number;
  readonly #requests: Request[] = [];

  readonly #collectedAt: Moment;

  constructor(address: string, port: number, collectedAt: Moment) {
    this.#address = address;
    this.#port = port;
    this.#collectedAt = collectedAt;
  }

  add(request: Request): void {
    if (request.time < this.#collectedAt) this.#requests.push(request);
  }

  /** Lines by file, header lines first, requests in order of time. */
  files(): ReadonlyMap<string, readonly string[]> {
    const files = new Map<string, string[]>();
    for (const request of [...this.#requests].sort((a, b) => a.time - b.time)) {
      const name = `u_ex${plainText(request.time).slice(2, 7).replace('-', '')}.log`;
      const lines = files.get(name) ?? header(request.time);
      lines.push(this.#line(request));
      files.set(name, lines);
    }
    return files;
  }

  #line(request: Request): string {
    return [
      plainText(request.time),
      this.#address,
      request.method,
      request.path,
      request.query ?? '-',
      this.#port,
      request.user ?? '-',
      request.client,
      written(request.agent),
      written(request.referer),
      request.status,
      0,
      0,
      request.sent,
      request.received,
      request.taken,
    ].join(' ');
  }
}

function header(first: Moment): string[] {
  return [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Version: 1.0',
    `#Date: ${plainText(first)}`,
    `#Fields: ${FIELDS.join(' ')}`,
  ];
}

/** IIS writes + for blanks, and - for what was not sent. */
function written(value: string | null): string {
  return value === null ? '-' : value.replaceAll(' ', '+');
}

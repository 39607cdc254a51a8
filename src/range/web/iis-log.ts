import { plainText, type Moment } from '../moment.ts';
import { iisHeader, iisLine } from './iis-line.ts';
import type { Request } from './request.ts';

/** The log of one IIS site, held in memory: W3C extended format, UTC, one file a month. */
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
      const lines = files.get(name) ?? iisHeader(request.time);
      lines.push(iisLine(request, plainText(request.time), this.#address, this.#port, '0 0'));
      files.set(name, lines);
    }
    return files;
  }
}

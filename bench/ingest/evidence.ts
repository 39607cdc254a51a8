import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeEvtx } from '../../src/range/evtx/index.ts';
import { busyServer } from '../evtx-records.ts';
import { everyCase } from '../readers/every-case.ts';

/** Of a hundred records so many come from Windows event logs. */
const EVTX_SHARE = 40;
/** And so many from each text log, by the name of its reader benchmark; no two hold the same records. */
const TEXT_SHARES: ReadonlyMap<string, number> = new Map([
  ['IIS W3C', 10],
  ['Apache combined', 10],
  ['Exchange HttpProxy', 5],
  ['Zeek TSV', 15],
  ['Zeek JSON', 10],
  ['Windows JSON: NXLog', 10],
]);
/** Records of a log; the last file of each kind is as large as all of its others, so that large files are there too. */
const FILE_RECORDS = 200_000;

/** Writes mixed logs with about as many records in all; returns their bytes. */
export async function makeEvidence(folder: string, records: number): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const windows = Math.round((records * EVTX_SHARE) / 100);
  fileSizes(windows).forEach((count, number) => {
    writeEvtx(join(folder, `server${number}.evtx`), busyServer(count, number));
  });
  for (const { name, pieces } of await everyCase()) {
    const share = TEXT_SHARES.get(name);
    if (share === undefined) continue;
    const log = new Log(pieces());
    fileSizes(Math.round((records * share) / 100)).forEach((count, number) => {
      log.write(join(folder, `${name.replaceAll(/\W+/g, '-')}-${number}.log`), count);
    });
  }
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function fileSizes(records: number): number[] {
  const small = Math.floor(records / 2 / FILE_RECORDS);
  return [...Array.from({ length: small }, () => FILE_RECORDS), records - small * FILE_RECORDS];
}

/** Directives, and in one format a row of headings above them, stand among so many first lines. */
const HEAD_PIECES = 10;

/** A log without end, cut into files that all begin with its directives. */
class Log {
  readonly #pieces: Iterator<string>;
  readonly #head: readonly string[];
  #next: string;

  constructor(pieces: Iterable<string>) {
    this.#pieces = pieces[Symbol.iterator]();
    const first = Array.from({ length: HEAD_PIECES }, () => this.#piece());
    this.#head = first.slice(0, first.findLastIndex((piece) => /^#/m.test(piece)) + 1);
    this.#next = this.#piece();
  }

  write(path: string, records: number): void {
    const out = openSync(path, 'w');
    let waiting = [...this.#head];
    for (let left = records; left > 0; left--, this.#next = this.#piece()) {
      waiting.push(this.#next);
      if (waiting.length < 4096) continue;
      writeSync(out, waiting.join(''));
      waiting = [];
    }
    writeSync(out, waiting.join(''));
    closeSync(out);
  }

  #piece(): string {
    const { value, done } = this.#pieces.next();
    if (done) throw new Error('a log of the reader benchmarks ended');
    return value;
  }
}

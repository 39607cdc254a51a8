import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeEvtx } from '../../src/range/evtx/index.ts';
import { busyServer } from '../evtx-records.ts';
import { everyCase } from '../readers/every-case.ts';

/** Of ten records this many come from Windows event logs; the text logs share the rest evenly. */
const WINDOWS_SHARE = 4;
/** Records of a log; the last file of each kind is as large as all of its others, so that large files are there too. */
const FILE_RECORDS = 200_000;

/** Writes logs of every kind that the reader benchmarks have, with about as many records in all; returns their bytes. */
export async function makeEvidence(folder: string, records: number): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const windows = Math.round((records * WINDOWS_SHARE) / 10);
  fileSizes(windows).forEach((count, number) => {
    writeEvtx(join(folder, `server${number}.evtx`), busyServer(count, number));
  });
  const cases = await everyCase();
  for (const { name, pieces } of cases) {
    const log = new Log(pieces());
    const share = Math.round((records - windows) / cases.length);
    fileSizes(share).forEach((count, number) => {
      log.write(join(folder, `${name.replaceAll(/\W+/g, '-')}-${number}.log`), count);
    });
  }
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function fileSizes(records: number): number[] {
  const small = Math.floor(records / 2 / FILE_RECORDS);
  return [...Array.from({ length: small }, () => FILE_RECORDS), records - small * FILE_RECORDS];
}

/** A log without end, cut into files that all begin with its directives. */
class Log {
  readonly #pieces: Iterator<string>;
  readonly #head: string[] = [];
  #next: string;

  constructor(pieces: Iterable<string>) {
    this.#pieces = pieces[Symbol.iterator]();
    for (this.#next = this.#piece(); this.#next.startsWith('#'); this.#next = this.#piece()) this.#head.push(this.#next);
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

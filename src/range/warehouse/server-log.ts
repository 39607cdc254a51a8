import type { FileSink, FileWriter } from '../file-sink.ts';
import type { Moment } from '../moment.ts';
import { csvLine, type LogLine } from './csvlog.ts';
import { monthFile } from './database.ts';
import type { LineSink } from './session.ts';
import type { Store } from './store.ts';

/** A server's csvlog, one file a month: takes lines in about their order and writes those that can have no earlier one any more. */
export class ServerLog implements LineSink {
  readonly store: Store;
  readonly #folder: string;
  readonly #sink: FileSink;
  /** Whether a line of this time was collected. */
  readonly #keeps: (time: Moment) => boolean;
  #waiting: LogLine[] = [];
  #file: { readonly until: Moment; readonly writer: FileWriter; records: number } | null = null;

  constructor(store: Store, sink: FileSink, folder: string, keeps: (time: Moment) => boolean) {
    this.store = store;
    this.#folder = folder;
    this.#sink = sink;
    this.#keeps = keeps;
  }

  log(line: LogLine): void {
    if (this.#keeps(line.time)) this.#waiting.push(line);
  }

  /** Writes the lines before a time. */
  flush(before: Moment): void {
    const ready = this.#waiting.filter((line) => line.time < before).sort((a, b) => a.time - b.time);
    this.#waiting = this.#waiting.filter((line) => line.time >= before);
    let text: string[] = [];
    const put = (): void => {
      if (this.#file === null || text.length === 0) return;
      this.#file.writer.write(Buffer.from(`${text.join('\n')}\n`));
      this.#file.records += text.length;
      text = [];
    };
    for (const line of ready) {
      if (this.#file === null || line.time >= this.#file.until) {
        put();
        this.#end();
        this.#file = { until: monthEnd(line.time), writer: this.#sink.open(`${this.#folder}/${monthFile(line.time)}`), records: 0 };
      }
      text.push(csvLine(line));
    }
    put();
  }

  close(): void {
    this.flush(Infinity);
    this.#end();
  }

  #end(): void {
    this.#file?.writer.close(this.#file.records);
    this.#file = null;
  }
}

function monthEnd(time: Moment): Moment {
  const date = new Date(time / 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) * 1000;
}

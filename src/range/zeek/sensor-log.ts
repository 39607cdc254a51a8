import type { FileSink, FileWriter } from '../file-sink.ts';
import { plainText, type Moment } from '../moment.ts';
import { jsonLine } from './json-form.ts';
import type { LogShape, ZeekRecord } from './log-shape.ts';
import { tsvFooter, tsvHeader, tsvLine } from './tsv-form.ts';

export type LogForm = 'tsv' | 'json';

/** Characters gathered before they become bytes. */
const GATHERED = 1 << 16;

/** One log of a sensor, one file a month: `zeek-edge/conn.2024-03.log`. Records come in the order in which Zeek writes them. */
export class SensorLog {
  readonly #sink: FileSink;
  readonly #folder: string;
  readonly #shape: LogShape;
  readonly #form: LogForm;
  #file: FileWriter | null = null;
  #text = '';
  #records = 0;
  #monthEnds: Moment = -Infinity;
  #last: Moment = 0;

  constructor(sink: FileSink, folder: string, shape: LogShape, form: LogForm) {
    this.#sink = sink;
    this.#folder = folder;
    this.#shape = shape;
    this.#form = form;
  }

  add({ written, values }: ZeekRecord): void {
    if (written >= this.#monthEnds) this.#turn(written);
    this.#text += this.#form === 'tsv' ? tsvLine(this.#shape, values) : jsonLine(this.#shape, values);
    if (this.#text.length >= GATHERED) this.#flush();
    this.#records++;
    this.#last = written;
  }

  /** Ends the file that is open. */
  close(): void {
    if (this.#file === null) return;
    if (this.#form === 'tsv') this.#text += tsvFooter(headerTime(this.#last));
    this.#flush();
    this.#file.close(this.#records);
    this.#file = null;
  }

  #turn(at: Moment): void {
    this.close();
    const date = new Date(at / 1000);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    this.#monthEnds = Date.UTC(year, month + 1, 1) * 1000;
    this.#file = this.#sink.open(`${this.#folder}/${this.#shape.path}.${plainText(at).slice(0, 7)}.log`);
    this.#records = 0;
    if (this.#form === 'tsv') this.#text += tsvHeader(this.#shape, headerTime(at));
  }

  #flush(): void {
    this.#file?.write(Buffer.from(this.#text));
    this.#text = '';
  }
}

/** `2024-03-01-00-00-00` */
function headerTime(at: Moment): string {
  return plainText(at).replaceAll(/[ :]/g, '-');
}

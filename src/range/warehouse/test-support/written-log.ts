import { MemoryFile, type FileSink } from '../../file-sink.ts';
import type { World } from '../../world/index.ts';
import { warehouseJobs } from '../index.ts';
import { handMadeCounts } from './hand-made-world.ts';

/** One record of a csvlog as a reader of CSV finds it, and its message's AUDIT fields where it is one of pgaudit's. */
export interface WrittenLine {
  readonly columns: readonly string[];
  readonly time: string;
  readonly session: string;
  readonly number: number;
  readonly message: string;
  readonly audit: readonly string[] | null;
}

/** A world's csvlog by file, read by a CSV reader of the tests' own. */
export function writtenLog(world: World, answers: ReadonlyMap<number, number> = new Map()): ReadonlyMap<string, readonly WrittenLine[]> {
  const files = new Map<string, WrittenLine[]>();
  const sink: FileSink = {
    open(path) {
      const file = new MemoryFile();
      return {
        write: (bytes) => file.write(bytes),
        overwrite: (position, bytes) => file.overwrite(position, bytes),
        close: (records) => {
          const lines = csvRecords(file.bytes().toString()).map(lineOf);
          if (lines.length !== records) throw new RangeError(`${path}: ${records} records were told, ${lines.length} are there`);
          files.set(path, lines);
        },
      };
    },
  };
  for (const job of warehouseJobs(world, handMadeCounts(world.span.days), answers)) job.run(sink);
  return files;
}

function lineOf(columns: readonly string[]): WrittenLine {
  const [time = '', , , , , session = '', number = ''] = columns;
  const message = columns[13] ?? '';
  const audit = message.startsWith('AUDIT: ') ? (csvRecords(message.slice(7))[0] ?? null) : null;
  return { columns, time, session, number: Number(number), message, audit };
}

/** RFC 4180, with LF. */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        value += text[at];
      }
      at++;
    } else {
      const end = text.slice(at).search(/[,\n]|$/) + at;
      value = text.slice(at, end);
      at = end;
    }
    record.push(value);
    if (text[at] === ',' && (text[at + 1] === '\n' || at + 1 === text.length)) record.push('');
    if (text[at] !== ',') {
      records.push(record);
      record = [];
    }
    at++;
  }
  return records;
}

/**
 * How fast call records are drawn and written to Parquet, by one worker and by two, and in how much memory. Prints one table.
 * Run: `node bench/call-records.ts [subscribers] [days] [workers …]`; without figures 20,000 subscribers for 60 days, about 10 million records.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { fictionalPlan } from '../src/range/carrier/index.ts';
import { Random } from '../src/range/random.ts';
import {
  drawTelephony,
  newRecordCounts,
  recordBlocks,
  writeBlock,
  type RecordCounts,
  type RecordFile,
  type RecordWorld,
} from '../src/range/telephony/index.ts';
import { drawStore } from '../src/range/warehouse/index.ts';

interface Size {
  readonly subscribers: number;
  readonly days: number;
}

interface Task extends Size {
  readonly block: number;
  readonly folder: string;
  readonly counts: RecordCounts;
}

/** Knobs and span of a carrier of that size. */
function shapeOf({ subscribers, days }: Size): Pick<RecordWorld, 'knobs' | 'span'> {
  const from = Date.UTC(2024, 3, 1) * 1000;
  const span = { from, days, until: from + days * 86_400_000_000 };
  return { knobs: { subscribers, recordFormat: 'parquet' }, span };
}

let world: RecordWorld | null = null;

/** What a worker does: it draws the carrier once, then writes a block. */
export async function write(task: Task): Promise<RecordFile> {
  const { knobs, span } = shapeOf(task);
  const random = new Random('bench');
  world ??= {
    knobs,
    span,
    telephony: drawTelephony(random.stream('telephony'), { ...knobs, numbers: fictionalPlan }, span),
    store: drawStore(random.stream('store')),
  };
  return writeBlock(world, task.block, task.counts, task.folder);
}

async function measure(size: Size, workers: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-call-records-'));
  const pool = new Piscina<Task, RecordFile>({ filename: import.meta.filename, name: 'write', minThreads: workers, maxThreads: workers });
  try {
    const { knobs, span } = shapeOf(size);
    const counts = newRecordCounts(size);
    const started = performance.now();
    const used = process.cpuUsage();
    const files = await Promise.all(recordBlocks(knobs, span).map((_, block) => pool.run({ ...size, block, folder, counts })));
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(used);
    const records = files.reduce((sum, one) => sum + one.records, 0);
    const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
    return [
      String(workers),
      count(records),
      (records / size.subscribers / size.days).toFixed(2),
      seconds.toFixed(1),
      count(records / seconds),
      // Tells also on a machine that others use.
      count(records / ((user + system) / 1e6)),
      (bytes / records).toFixed(1),
      // The most that this process ever held; a later row's holds what an earlier one took.
      count(process.resourceUsage().maxRSS / 1024),
    ];
  } finally {
    await pool.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.padStart(12)).join(' | ')} |`;
}

if (isMainThread) {
  const [subscribers = 20_000, days = 60, ...workers] = process.argv.slice(2).map(Number);
  console.log(row(['workers', 'records', 'a sub.-day', 'seconds', 'records/s', 'a core-s.', 'bytes each', 'peak MB']));
  console.log(row(Array.from({ length: 8 }, () => '---:')));
  for (const one of workers.length > 0 ? workers : [1, 2]) console.log(row(await measure({ subscribers, days }, one)));
}

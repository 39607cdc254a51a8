import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wideColumnsOf, type Store } from '../warehouse/store.ts';
import type { Knobs, Span } from '../world/knobs.ts';
import { delimitedRecords } from './delimited-records.ts';
import { mix } from './mixing.ts';
import { parquetFile } from './parquet/index.ts';
import { RecordBatch } from './record-batch.ts';
import { recordBlocks, type RecordBlock } from './record-blocks.ts';
import { recordColumns } from './record-columns.ts';
import { RecordDrawer } from './record-drawer.ts';
import { countRecords } from './record-counts.ts';
import type { RecordCounts, RecordFile, Telephony } from './telephony.ts';

/** What of a world call records depend on. */
export interface RecordWorld {
  readonly knobs: Pick<Knobs, 'subscribers' | 'recordFormat'>;
  readonly span: Span;
  readonly telephony: Telephony;
  readonly store: Store;
}

/** Record numbers have ten digits, unlike any subscriber's; each block has room for so many. */
const FIRST_NUMBER = 7_000_000_000;
const BLOCK_ROOM = 1 << 20;

/**
 * Draws a block of `recordBlocks` (by its place in that list) and writes it to `folder`, which is there. Equal worlds give equal bytes, whatever was
 * written before. Adds to `counts`, unless null. Throws the system's error where it cannot write.
 */
export async function writeBlock(world: RecordWorld, block: number, counts: RecordCounts | null, folder: string): Promise<RecordFile> {
  const one = recordBlocks(world.knobs, world.span)[block];
  if (!one) throw new RangeError(`there is no block ${block}`);
  const { batch, parts } = blockFile(world, one, block);
  if (counts) countRecords(counts, batch);
  await writeFile(join(folder, one.path), parts);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  return { path: one.path, records: batch.count, bytes, fromDay: one.fromDay, toDay: one.toDay };
}

/** A block's records, and the bytes of their file in parts. `place`: which block it is; records are numbered by it. */
export function blockFile(
  world: RecordWorld,
  block: RecordBlock,
  place: number,
): { readonly batch: RecordBatch; readonly parts: readonly Uint8Array[] } {
  const { batch, order } = drawBlock(world, block);
  const columns = recordColumns(batch, order, world.telephony.network, wideColumnsOf(world.store), firstNumber(world, place));
  return { batch, parts: world.knobs.recordFormat === 'parquet' ? parquetFile(columns) : delimitedRecords(columns) };
}

/** A block's records in numbers, and their order by start. */
export function drawBlock(
  { telephony, span }: RecordWorld,
  block: RecordBlock,
): { readonly batch: RecordBatch; readonly order: Uint32Array } {
  const { fromDay, toDay, fromSubscriber, toSubscriber } = block;
  const batch = new RecordBatch((toDay - fromDay) * (toSubscriber - fromSubscriber) * 9);
  const drawer = new RecordDrawer(telephony.network, span, batch);
  for (let subscriber = fromSubscriber; subscriber < toSubscriber; subscriber++) drawer.draw(subscriber, fromDay, toDay);
  if (batch.count > BLOCK_ROOM) throw new RangeError(`a block of ${batch.count} call records has no numbers left`);
  return { batch, order: batch.inOrder(fromDay * 86_400) };
}

function firstNumber({ telephony }: RecordWorld, block: number): number {
  const beginning = 1_000 * ((mix(telephony.network.people.seed, 1, 2) >>> 0) % 900);
  return FIRST_NUMBER + beginning + block * BLOCK_ROOM;
}

import { GPRS, type RecordBatch } from './record-batch.ts';
import type { Network } from './network.ts';
import type { ParquetColumn } from './parquet/index.ts';
import { recordColumnNames, type RecordColumn } from './question.ts';
import { inOrder, textColumns } from './record-texts.ts';

/**
 * A batch as the columns of a store's table, in order of start, under the store's names. `first`: the number of the first record; the others
 * count on. Data sessions have no other party, calls and texts no bytes.
 */
export function recordColumns(
  batch: RecordBatch,
  order: Uint32Array,
  network: Network,
  names: Readonly<Record<RecordColumn, string>>,
  first: number,
): ParquetColumn[] {
  const texts = textColumns(batch, order, network);
  const { start, duration, type, uplink, downlink, loaded } = batch;
  const { from } = network.span;
  const count = order.length;
  // Plain loops: typed arrays made `from` others go through an iterator, ten times slower.
  const numbersFrom = (value: number): Float64Array => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = value + i;
    return values;
  };
  const bytes = (of: Uint32Array): Float64Array => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = type[order[i] ?? 0] === GPRS ? (of[order[i] ?? 0] ?? 0) : NaN;
    return values;
  };
  const moments = (of: Uint32Array): Float64Array => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = from + (of[order[i] ?? 0] ?? 0) * 1e6;
    return values;
  };
  const column = (name: RecordColumn): ParquetColumn => {
    switch (name) {
      case 'number':
        return { name: names.number, kind: 'long', optional: false, values: numbersFrom(first) };
      case 'start':
        return { name: names.start, kind: 'time', optional: false, values: moments(start) };
      case 'loaded':
        return { name: names.loaded, kind: 'time', optional: false, values: moments(loaded) };
      case 'duration':
        return { name: names.duration, kind: 'integer', optional: false, values: inOrder(duration, order) };
      case 'uplink':
        return { name: names.uplink, kind: 'long', optional: true, values: bytes(uplink) };
      case 'downlink':
        return { name: names.downlink, kind: 'long', optional: true, values: bytes(downlink) };
      default:
        return { name: names[name], kind: 'text', optional: name === 'other', ...texts[name] };
    }
  };
  return recordColumnNames.map(column);
}

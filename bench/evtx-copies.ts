/**
 * Makes a long event log from a short one for measuring: whole chunks again and again, each record with a number, a time and some values of
 * its own, so that no two records are equal and what repeats (hosts, users, SIDs, names) repeats about as much as in a log of that length.
 */

const HEADER = 0x1000;
const CHUNK = 0x10000;
const BINXML = 0x21;

/** The file header and then copies of the log's chunks, until they hold `wanted` records. */
export function* distinctCopies(log: Buffer, wanted: number): Generator<Buffer> {
  yield log.subarray(0, HEADER);
  let records = 0;
  while (records < wanted) {
    for (let at = HEADER; at + CHUNK <= log.length && records < wanted; at += CHUNK) {
      if (log.toString('latin1', at, at + 7) !== 'ElfChnk') continue;
      const chunk = Buffer.from(log.subarray(at, at + CHUNK));
      records += renumber(chunk, records);
      yield chunk;
    }
  }
}

/** Gives the records of a chunk numbers above `last`; returns how many there are. */
function renumber(chunk: Buffer, last: number): number {
  const end = chunk.readUInt32LE(0x30);
  let records = 0;
  for (let at = 0x200; at < end; at += chunk.readUInt32LE(at + 4)) {
    records++;
    const written = chunk.readBigUInt64LE(at + 8);
    chunk.writeBigUInt64LE(BigInt(last + records), at + 8);
    changeValues(chunk, at + 28, written, last + records);
  }
  return records;
}

/** Changes the values of the template instance at `at`: its own record number and times always, a quarter of the texts and logon ids. */
function changeValues(chunk: Buffer, at: number, written: bigint, record: number): void {
  if (chunk[at] !== 0x0c) return;
  const definition = chunk.readUInt32LE(at + 6);
  const table = definition === at + 10 ? at + 10 + 24 + chunk.readUInt32LE(at + 30) : at + 10;
  const slots = chunk.readUInt32LE(table);
  let value = table + 4 + slots * 4;
  for (let slot = 0; slot < slots; slot++) {
    const size = chunk.readUInt16LE(table + 4 + slot * 4);
    const type = chunk.readUInt8(table + 6 + slot * 4);
    const chosen = (Math.imul(record * 31 + slot, 0x9e3779b1) >>> 13) % 4 === 0;
    if (type === 0x0a && chunk.readBigUInt64LE(value) === written) chunk.writeBigUInt64LE(BigInt(record), value);
    else if (type === 0x11) chunk.writeBigUInt64LE(chunk.readBigUInt64LE(value) + BigInt(record) * 12345n, value);
    else if (type === 0x15 && chosen) chunk.writeUInt32LE(Math.imul(record, 2654435761) >>> 0, value);
    else if (type === 0x01 && chosen && size >= 16) chunk.writeUInt16LE(0x41 + (record % 50), value + size - 4);
    else if (type === BINXML && size > 14) changeValues(chunk, chunk[value] === 0x0f ? value + 4 : value, written, record);
    value += size;
  }
}

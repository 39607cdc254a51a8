import {
  ChunkBytes,
  dataEvent,
  event,
  logOf,
  SOME_TIME,
  SYSTEM_TEMPLATE,
  value,
  type Element,
  type Template,
  type Value,
} from './handmade.ts';

/** A few small logs that hold all there is in the format, to be changed at random: each a file header, chunks, and no free space behind. */
export function evtxSeeds(): readonly Buffer[] {
  return [cut(variedChunk()), cut(logonChunk()), logOf([logonChunk().finish(), variedChunk().finish()]), logOf([])];
}

/** Templates nested and written out, sibling elements, arrays, references, a value used twice, and elements that need one. */
export function variedChunk(): ChunkBytes {
  const array: Value = { type: 0x81, bytes: Buffer.from('one\0two\0', 'utf16le') };
  const leaf: Element = { tag: 'Leaf', attributes: { flag: { text: 'on' } }, content: [{ entity: 'lt' }, { cdata: 'c' }, { char: 65 }] };
  const template: Template = {
    id: 9,
    root: {
      tag: 'UserData',
      content: [
        { tag: 'Box', needs: 1, content: [{ slot: 0 }] },
        { tag: 'List', content: [{ slot: 1 }] },
        { tag: 'Twice', attributes: { of: { slot: 2 } }, content: [{ text: 'is ' }, { slot: 2 }] },
      ],
    },
  };
  const rendering: Element = { tag: 'RenderingInfo', content: [{ tag: 'Level', content: [{ text: 'Information' }] }] };
  const chunk = new ChunkBytes();
  chunk.record(event(1n, value.nested({ template, values: [value.nested(leaf), array, value.u16(7)] }, rendering)), 1n);
  for (let id = 2n; id < 6n; id++) chunk.record(dataEvent(id, 'Name', `value ${id}`), id);
  return chunk;
}

const NAMED: readonly (readonly [name: string, value: (record: number) => Value])[] = [
  ['SubjectUserSid', () => ({ type: 0x13, bytes: Buffer.from('010100000000000512000000', 'hex') })],
  ['TargetUserName', (record) => value.string(`user${record % 3}`)],
  ['TargetLogonId', (record) => ({ type: 0x15, bytes: Buffer.from(BigUint64Array.of(BigInt(0x3e7 * record)).buffer) })],
  ['LogonType', (record) => ({ type: 8, bytes: Buffer.from(Uint32Array.of(record % 2 === 0 ? 3 : 10).buffer) })],
  ['LogonGuid', () => ({ type: 0x0f, bytes: Buffer.alloc(16, 0x5a) })],
  ['Elevated', (record) => ({ type: 0x0d, bytes: Buffer.from(Uint32Array.of(record % 2).buffer) })],
  ['ElapsedTime', (record) => value.time(SOME_TIME + BigInt(record))],
  ['CommandLine', (record) => (record % 4 === 0 ? value.none() : value.string(`C:\\Windows\\x.exe ${'-a ☎ '.repeat(record % 5)}`))],
];

/** Logons as a Security log has them: one template, all common types of values. */
export function logonChunk(): ChunkBytes {
  const content = NAMED.map(([name], slot): Element => ({ tag: 'Data', attributes: { Name: { text: name } }, content: [{ slot }] }));
  const template: Template = { id: 7, root: { tag: 'EventData', content } };
  const chunk = new ChunkBytes();
  for (let record = 1; record < 9; record++) {
    const values = NAMED.map(([, of]) => of(record));
    const body = value.nested({ template, values });
    chunk.record({ ...event(BigInt(record), body, SOME_TIME + BigInt(record) * 7_654_321n), template: SYSTEM_TEMPLATE }, BigInt(record));
  }
  return chunk;
}

function cut(chunk: ChunkBytes): Buffer {
  const log = logOf([chunk.finish()]);
  return log.subarray(0, 0x1000 + log.readUInt32LE(0x1000 + 0x30));
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chunk } from './chunk.ts';
import { EvtxEvent } from './event.ts';
import { FieldTexts } from './field-text.ts';
import { Shapes } from './shape.ts';
import { TemplateCache } from './template-cache.ts';
import { ChunkBytes, event, logOf, value, type Content, type Instance, type Template, type Value } from './test-support/handmade.ts';
import { memoryFile } from './test-support/reading.ts';
import { Values } from './values.ts';
import { walk } from './walk.ts';

const data = (name: string, ...content: readonly Content[]): Content => ({ tag: 'Data', attributes: { Name: { text: name } }, content });

/** Templates of every sort, each with four slots. */
const TEMPLATES: readonly Template[] = [
  {
    id: 101,
    root: { tag: 'EventData', content: [data('A', { slot: 0 }), data('B', { slot: 1 }), data('C', { slot: 2 }), data('D', { slot: 3 })] },
  },
  {
    id: 102,
    root: { tag: 'EventData', content: [data('A', { slot: 1 }), data('A', { slot: 1 }), data('D', { text: 'constant' }), data('E')] },
  },
  {
    id: 103,
    root: {
      tag: 'UserData',
      content: [
        {
          tag: 'X',
          needs: 2,
          content: [
            { tag: 'Leaf', content: [{ slot: 0 }] },
            { tag: 'Fixed', content: [{ text: 'f' }] },
          ],
        },
      ],
    },
  },
  {
    id: 104,
    root: {
      tag: 'EventData',
      content: [data('A', { text: 'of ' }, { slot: 0 }, { slot: 3 }), { tag: 'Inner', needs: 3, content: [{ slot: 1 }] }],
    },
  },
  { id: 105, root: { tag: 'EventData', content: [{ tag: 'Data', attributes: { Name: { slot: 0 } }, content: [{ slot: 1 }] }] } },
  { id: 106, root: { tag: 'EventData', content: [data('A', { slot: 9 }), data('EventID', { slot: 0 })] } },
];

const simple: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'user', 'x'.repeat(70), 'y'.repeat(500), '☎').map(value.string),
  fc.constant(value.none()),
  fc.constantFrom(1, 2).map(value.u16),
  fc.constantFrom(1n, 2n, 0x3e7n).map(value.u64),
  fc.constant<Value>({ type: 0x81, bytes: Buffer.from('one\0two\0', 'utf16le') }),
  fc.constant<Value>({ type: 0x81, bytes: Buffer.alloc(0) }),
  fc.constant<Value>({ type: 0, bytes: Buffer.from('left') }),
);
const instances = (values: fc.Arbitrary<Value>): fc.Arbitrary<Instance> =>
  fc.record({ template: fc.constantFrom(...TEMPLATES), values: fc.array(values, { minLength: 4, maxLength: 4 }) });
const nested: fc.Arbitrary<Value> = fc.array(instances(simple), { minLength: 1, maxLength: 2 }).map((each) => value.nested(...each));
const bodies = fc.oneof(
  { weight: 6, arbitrary: instances(simple).map((each) => value.nested(each)) },
  fc.array(instances(simple), { minLength: 2, maxLength: 3 }).map((each) => value.nested(...each)),
  instances(fc.oneof(simple, nested)).map((each) => value.nested(each)),
  simple,
);

/** Calls for each record, with the event on it. */
function eachEvent(log: Buffer, use: (event: EvtxEvent, texts: FieldTexts) => void): number {
  const chunk = new Chunk();
  const values = new Values(chunk, new TemplateCache());
  const texts = new FieldTexts(values);
  const event = new EvtxEvent(values, new Shapes());
  let events = 0;
  for (let offset = 0x1000; offset < log.length; offset += 0x10000) {
    chunk.load(memoryFile(log), offset);
    values.nextChunk();
    walk(chunk, {
      record(position, size) {
        if (event.open(position, size) !== null) return;
        events++;
        use(event, texts);
      },
      damaged() {},
    });
  }
  return events;
}

test('fields by plan, taken over from the record before or not, are the fields decoded one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(bodies, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }), (chunks) => {
      const log = logOf(
        chunks.map((records) => {
          const chunk = new ChunkBytes();
          records.forEach((body, index) => chunk.record(event(BigInt(index % 3), body)));
          return chunk.finish();
        }),
      );
      const events = eachEvent(log, (each, texts) => {
        const alone = texts.list();
        const names = [...new Set(alone.map(([name]) => name)), 'Absent', 'EventData', 'Inner'];
        // Asked for before the record is decoded whole, and after.
        const few = names.slice(0, 6).map((name) => each.get(name));
        expect(each.fields()).toEqual(alone);
        expect(names.slice(0, 6).map((name) => each.get(name))).toEqual(few);
        expect(each.fields()).toEqual(alone);
      });
      expect(events).toBe(chunks.flat().length);
    }),
    { numRuns: 150 },
  );
});

test('a field has the same value however many were asked for before it', () => {
  fc.assert(
    fc.property(fc.array(bodies, { minLength: 1, maxLength: 8 }), (records) => {
      const chunk = new ChunkBytes();
      for (const body of records) chunk.record(event(1n, body));
      const log = logOf([chunk.finish()]);
      const names = ['A', 'B', 'C', 'D', 'E', 'X', 'Leaf', 'Fixed', 'Inner', 'Data', 'a', 'user', 'EventID', 'Computer'];
      const late: unknown[] = [];
      eachEvent(log, (each) => {
        each.fields();
        late.push(names.map((name) => each.get(name)));
      });
      names.forEach((name, index) => {
        const alone: unknown[] = [];
        eachEvent(log, (each) => alone.push(each.get(name)));
        expect(alone).toEqual(late.map((values) => (values as unknown[])[index]));
      });
    }),
    { numRuns: 60 },
  );
});

test('a record is not compared with bytes that a later chunk has taken the place of', () => {
  const [template, other] = TEMPLATES;
  const chunkOf = (id: Template | undefined, text: string): Buffer => {
    const values = [value.string(text), value.u16(1), value.none(), value.none()];
    return new ChunkBytes().record(event(1n, id ? value.nested({ template: id, values }) : value.none())).finish();
  };
  const seen: unknown[] = [];
  eachEvent(logOf([chunkOf(template, 'one'), chunkOf(other, 'two'), chunkOf(template, 'six')]), (each) => {
    seen.push(each.fields().find(([name]) => name === 'A')?.[1]);
  });
  expect(seen).toEqual(['one', '1', 'six']);
});

test('records that two readers read by turns do not mix', () => {
  const logs = ['left', 'rest'].map((text) => {
    const chunk = new ChunkBytes();
    const [template] = TEMPLATES;
    if (template)
      for (let id = 0n; id < 3n; id++)
        chunk.record(event(id, value.nested({ template, values: [value.string(text), value.u16(1), value.none(), value.none()] })));
    return logOf([chunk.finish(), chunk.finish()]);
  });
  const shapes = new Shapes();
  const templates = new TemplateCache();
  const readers = logs.map((log) => {
    const chunk = new Chunk();
    const values = new Values(chunk, templates);
    return { log, chunk, values, event: new EvtxEvent(values, shapes), seen: [] as unknown[] };
  });
  for (const offset of [0x1000, 0x11000]) {
    for (const { log, chunk, values, event: each, seen } of readers) {
      chunk.load(memoryFile(log), offset);
      values.nextChunk();
      walk(chunk, {
        record(position, size) {
          each.open(position, size);
          seen.push(each.fields().find(([name]) => name === 'A')?.[1]);
        },
        damaged() {},
      });
    }
  }
  expect(readers.map(({ seen }) => seen)).toEqual([Array.from({ length: 6 }, () => 'left'), Array.from({ length: 6 }, () => 'rest')]);
});

import { expect, it } from 'vitest';
import { MemorySink } from './file-sink.ts';

/** What a sink handed over, by path. */
function written(): { readonly sink: MemorySink; readonly files: Map<string, string> } {
  const files = new Map<string, string>();
  return { sink: new MemorySink((path, bytes) => files.set(path, Buffer.from(bytes).toString('latin1'))), files };
}

it('a file in memory holds what was written, with what was written over, however large it grew', () => {
  const { sink, files } = written();
  const file = sink.open('a');
  const parts = Array.from({ length: 40 }, (_, n) => String.fromCharCode(65 + n).repeat(20_000));
  for (const part of parts) file.write(Buffer.from(part));
  file.overwrite(1, Buffer.from('--'));
  file.close(0);
  const text = parts.join('');
  expect(files.get('a')).toBe(`${text.slice(0, 1)}--${text.slice(3)}`);
});

it('nothing of one file shows in the next, which is written to the same memory, nor in one that is open meanwhile', () => {
  const { sink, files } = written();
  const [long, other] = [sink.open('long'), sink.open('other')];
  long.write(Buffer.from('x'.repeat(1000)));
  other.write(Buffer.from('other'));
  long.close(0);
  const [short, empty] = [sink.open('short'), sink.open('empty')];
  short.write(Buffer.from('short'));
  for (const file of [empty, short, other]) file.close(0);
  expect(Object.fromEntries(files)).toEqual({ long: 'x'.repeat(1000), other: 'other', short: 'short', empty: '' });
});

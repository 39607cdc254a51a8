import { expect, it } from 'vitest';
import { BoundedMemory } from './bounded-memory.ts';
import { KnownCells } from './cell.ts';

it('cells are known again until their memory is full, and then forgotten in turns', () => {
  const memory = new BoundedMemory(10_000);
  const cells = new KnownCells(memory);
  const test = {};
  cells.of('often').note(test, true);
  for (let i = 0; i < 1000; i++) {
    cells.of(`seldom ${i}`);
    expect(cells.of('often').verdict(test)).toBe(true);
  }
  cells.of('once').note(test, true);
  for (let i = 0; i < 1000; i++) cells.of(`seldom ${i}`);
  expect(cells.of('once').verdict(test)).toBeUndefined();
});

it('long values are not remembered', () => {
  const cells = new KnownCells(new BoundedMemory(1e9));
  expect(cells.of('x'.repeat(100_000))).not.toBe(cells.of('x'.repeat(100_000)));
});

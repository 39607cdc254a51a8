import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContext } from '../../case/index.ts';
import { handMadeWorld } from '../warehouse/test-support/hand-made-world.ts';
import { interceptOrders, wideColumnsOf } from '../warehouse/index.ts';
import type { World } from '../world/index.ts';
import { contextFiles } from './index.ts';

const made = handMadeWorld(3, 30, { parameters: true, rows: true });
const world: World = {
  ...made,
  tickets: [
    { from: made.span.from, to: made.span.until, accounts: [0], hosts: Array.from({ length: 31 }, (_, i) => i % 7), purpose: 'Patches' },
    { from: made.span.from, to: made.span.until, accounts: [2, 3], hosts: [0, 1], purpose: 'Penetration test, part "one"' },
  ],
};

test('Hardcell reads what the carrier knows without a complaint, and finds its servers, store, columns and announced work in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-context-'));
  try {
    for (const [path, text] of contextFiles(world)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const context = loadContext(folder);
    expect(context.problems).toEqual([]);
    expect(context.numbers).toEqual(world.knobs.numbers);
    expect(context.sources[0]).toMatchObject({ host: 'warehouse-0.north.example', zone: 'UTC', store: world.store.name });
    const columns = wideColumnsOf(world.store);
    expect(context.mappings).toMatchObject([
      { store: world.store.name, key: columns.number, load_time: columns.loaded, files: '**/*.csv' },
    ]);
    expect(context.mappings[0]?.tables).toContain(world.store.table);
    expect(context.formats.map((format) => format.name)).toEqual(['vpn']);
    const orders = interceptOrders(world).filter((order) => order.to > world.span.from);
    const patches = context.tickets.filter((ticket) => ticket.purpose === 'Patches');
    expect(patches.flatMap((ticket) => ticket.hosts)).toHaveLength(31);
    expect(new Set(context.tickets.map((ticket) => ticket.id)).size).toBe(orders.length + 1 + patches.length);
    expect(context.tickets.filter((ticket) => ticket.purpose.startsWith('Intercept order LI-'))).toHaveLength(orders.length);
    expect(context.tickets.find((ticket) => ticket.purpose.startsWith('Penetration'))).toMatchObject({
      accounts: ['person.0@north.example', 'person.1@north.example'],
      hosts: ['warehouse-0.north.example', 'mediation-1.north.example'],
      from: world.span.from,
      to: world.span.until,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../lib/index.ts';
import { socketIndex, type Socket } from './socket-index.ts';

const AT = 1000 * DAY;
const hosts: Readonly<Record<string, string>> = { '10.0.0.1': 'a.example', '10.0.0.2': 'b.example', '10.0.0.3': 'c.example' };
const book = { hostOf: (address: string) => hosts[address] ?? null };
let records = 0;

function socket(host: string, time: number, more: Partial<Socket> = {}): Socket {
  records += 1;
  return {
    time,
    time_100ns: 0,
    host,
    source_address: '10.0.0.1',
    source_port: 50_000,
    destination_address: null,
    image: null,
    process_id: null,
    process_guid: null,
    ref: `0123456789abcdef:${String(records).padStart(4, '0')}`,
    pointers: [],
    ...more,
  };
}

function found(sockets: readonly Socket[], session: { address?: string; port?: number; life?: number } = {}): Socket | 'self' | null {
  const { address = '10.0.0.1', port = 50_000, life = HOUR } = session;
  return socketIndex(sockets, book).of({ address, port, time: AT, destination: 'b.example' }, life);
}

describe('the socket behind a remote session', () => {
  it('is the newest of its address and port that was opened before it', () => {
    const [old, near] = [socket('a.example', AT - 30 * MINUTE), socket('a.example', AT - SECOND)];
    expect(found([near, old])).toBe(near);
  });
  it('may have been recorded some seconds late', () => {
    const [old, late] = [socket('a.example', AT - 30 * MINUTE), socket('a.example', AT + 4 * SECOND)];
    expect(found([old, late])).toBe(late);
  });
  it('is not one of after it, where one of before is there: the port was used again', () => {
    const [before, after] = [socket('a.example', AT - 10 * MINUTE), socket('a.example', AT + 90 * SECOND)];
    expect(found([before, after])).toBe(before);
  });
  it('is one of after it only as far as clocks may differ, the nearest', () => {
    const [near, far] = [socket('a.example', AT + 50 * SECOND), socket('a.example', AT + 100 * SECOND)];
    expect(found([far, near])).toBe(near);
    expect(found([socket('a.example', AT + 3 * MINUTE)])).toBeNull();
  });
  it('is not one of long ago', () => expect(found([socket('a.example', AT - 2 * HOUR)])).toBeNull());
  it('is rather one that leads to the session’s host than a newer one that leads elsewhere', () => {
    const there = socket('a.example', AT - MINUTE, { destination_address: '10.0.0.2' });
    const elsewhere = socket('a.example', AT - SECOND, { destination_address: '10.0.0.3' });
    expect(found([there, elsewhere])).toBe(there);
    expect(found([elsewhere])).toBe(elsewhere);
  });
  it('tells by its process, where one of two records of it does', () => {
    const [plain, guided] = [socket('a.example', AT - SECOND), socket('a.example', AT + SECOND / 2, { process_guid: '{g}' })];
    expect(found([plain, guided])).toBe(guided);
    expect(found([guided, { ...plain, time: AT + 2 * SECOND }])).toBe(guided);
  });
  it('is none without a port', () => expect(found([socket('a.example', AT)], { port: 0 })).toBeNull());
});

describe('an address that every host has', () => {
  const loop = { source_address: '::1', destination_address: '::1' };
  it('is the session’s own host’s', () => expect(found([socket('b.example', AT - SECOND, loop)], { address: '::1' })).toBe('self'));
  it('is never another’s', () => expect(found([socket('a.example', AT - SECOND, loop)], { address: '::1' })).toBeNull());
  it('of a link joins to the socket that leads here', () => {
    const link = { source_address: 'fe80::1' };
    const here = socket('a.example', AT - MINUTE, { ...link, destination_address: '10.0.0.2' });
    const there = socket('c.example', AT - SECOND, { ...link, destination_address: '10.0.0.1' });
    expect(found([here, there], { address: 'fe80::1' })).toBe(here);
  });
});

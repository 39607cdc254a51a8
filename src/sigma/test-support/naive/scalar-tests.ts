import { isIP } from 'node:net';
import type { NaiveText } from './event.ts';

/** A number as logs print it, compared with a rule's. */
export function compares(comparison: string, number: number): (text: NaiveText) => boolean {
  return ({ raw }) => {
    if (!/^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|0x[0-9a-f]+)$/i.test(raw)) return false;
    const value = Number(raw);
    if (comparison === 'lt') return value < number;
    if (comparison === 'lte') return value <= number;
    return comparison === 'gt' ? value > number : value >= number;
  };
}

/** Whether an address lies in a block: its bits begin as the block's. */
export function lies(block: string): (text: NaiveText) => boolean {
  const [address = '', prefix] = block.split('/');
  const network = bits(address.trim()) ?? '';
  const start = network.slice(0, prefix === undefined ? network.length : Number(prefix));
  return ({ raw }) => {
    if (!/[.:]/.test(raw)) return false;
    const own = bits(raw.replace(/^\[|\]$/g, '').replace(/(:.*)%.*$/, '$1'));
    return own !== null && own.length === network.length && own.startsWith(start);
  };
}

/** An address as 32 or 128 binary digits; one of IPv4 that is written as IPv6 as 32. */
function bits(address: string): string | null {
  const text = address.trim();
  if (isIP(text) === 4) return v4Bits(text);
  if (isIP(text) !== 6) return null;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const words = dotted === null ? text : `${dotted[1]}${hexWords(v4Bits(dotted[2] ?? ''))}`;
  const [head = '', tail] = words.split('::');
  const [before, after] = [head.split(':').filter(Boolean), (tail ?? '').split(':').filter(Boolean)];
  const between = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  const all = [...before, ...between, ...after].map((word) => Number.parseInt(word, 16).toString(2).padStart(16, '0')).join('');
  const mapped = `${'0'.repeat(80)}${'1'.repeat(16)}`;
  return all.startsWith(mapped) ? all.slice(96) : all;
}

function v4Bits(text: string): string {
  return text
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function hexWords(binary: string): string {
  return [binary.slice(0, 16), binary.slice(16)].map((half) => Number.parseInt(half, 2).toString(16)).join(':');
}

/** A part of an ISO 8601 time, in UTC. */
export function timed(unit: string, number: number): (text: NaiveText) => boolean {
  return ({ raw }) => {
    if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?$/.test(raw)) return false;
    const iso = raw.replace(' ', 'T').replace(',', '.').replace(/\s+/g, '').replace('UTC', 'Z');
    const date = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
    // JavaScript takes 30 February for 1 March.
    const isDay = new Date(`${iso.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(iso.slice(0, 10));
    return !Number.isNaN(date.getTime()) && isDay && part(date, unit) === number;
  };
}

function part(date: Date, unit: string): number {
  if (unit === 'minute') return date.getUTCMinutes();
  if (unit === 'hour') return date.getUTCHours();
  if (unit === 'day') return date.getUTCDate();
  if (unit === 'month') return date.getUTCMonth() + 1;
  return unit === 'year' ? date.getUTCFullYear() : week(date);
}

/** ISO 8601: the week belongs to the year in which its Thursday lies, and is counted by its Thursdays. */
function week(date: Date): number {
  const day = 86_400_000;
  let thursday = Math.floor(date.getTime() / day) * day;
  while (new Date(thursday).getUTCDay() !== 4) thursday += (date.getUTCDay() === 0 || date.getUTCDay() > 4 ? -1 : 1) * day;
  const year = new Date(thursday).getUTCFullYear();
  let count = 0;
  for (let at = thursday; new Date(at).getUTCFullYear() === year; at -= 7 * day) count++;
  return count;
}

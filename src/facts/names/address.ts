import { isIPv4, isIPv6 } from 'node:net';
import { Remembered } from './remembered.ts';

const UNSPECIFIED = new Set(['0.0.0.0', '::']);
/** The longest spelling of an address with zone and brackets is far below this; longer text is none. */
const LONGEST = 128;
const known = new Remembered<{ readonly address: string | null }>();

/**
 * The one spelling of an IP address: IPv4 dotted, IPv6 as RFC 5952 §4 writes it, an IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) as IPv4,
 * zone (`%eth0`) and brackets taken off. Null for `-`, nothing, the unspecified address and whatever is no address.
 */
export function canonicalAddress(raw: string | null | undefined): string | null {
  if (!raw || raw.length > LONGEST) return null;
  if (isPlainIPv4(raw)) return raw === '0.0.0.0' ? null : raw;
  return (known.get(raw) ?? known.set(raw, { address: spelled(raw) })).address;
}

/** Four numbers up to 255 without zeros in front: most addresses, and told apart without a look at a pattern. */
function isPlainIPv4(text: string): boolean {
  if (text.length > 15) return false;
  let part = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (part < 0 || ++dots > 3) return false;
      part = -1;
    } else {
      if (code < 48 || code > 57 || part === 0) return false;
      part = part < 0 ? code - 48 : part * 10 + code - 48;
      if (part > 255) return false;
    }
  }
  return dots === 3 && part >= 0;
}

function spelled(raw: string): string | null {
  const bare = raw
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  if (isIPv4(bare)) return UNSPECIFIED.has(bare) ? null : bare;
  if (!isIPv6(bare)) return null;
  const groups = groupsOf(bare);
  const address = embedded(groups) ?? compressed(groups);
  return UNSPECIFIED.has(address) ? null : address;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : address;
  const [left = '', right] = text.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

function hex(high: string | undefined, low: string | undefined): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** The IPv4 address of an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2). */
function embedded(groups: readonly number[]): string | null {
  const [high = 0, low = 0] = groups.slice(6);
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return null;
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function compressed(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16));
  const [from, length] = longestZeros(groups);
  if (length < 2) return text.join(':');
  return `${text.slice(0, from).join(':')}::${text.slice(from + length).join(':')}`;
}

/** The first of the longest runs of zero groups, as index and length. */
function longestZeros(groups: readonly number[]): [number, number] {
  let best: [number, number] = [0, 0];
  let length = 0;
  groups.forEach((group, i) => {
    length = group === 0 ? length + 1 : 0;
    if (length > best[1]) best = [i - length + 1, length];
  });
  return best;
}

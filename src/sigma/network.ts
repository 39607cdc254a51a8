/** An address as 32 or 128 bits. */
export interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** A CIDR block. */
export interface Network extends Address {
  readonly prefix: number;
}

const MAPPED = 0xffffn << 32n;

/**
 * Reads an address as logs print it: dotted IPv4, IPv6 with or without `::`, zone (`%eth0`) and brackets ignored. An IPv4-mapped
 * address (`::ffff:192.0.2.1`) is read as the IPv4 address it stands for. Null when it is none.
 */
export function parseAddress(text: string): Address | null {
  if (text.length > 64) return null;
  if (!text.includes(':')) return fromNullable(4, parseV4(text));
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const bits = parseV6(bare);
  if (bits !== null && bits >> 32n === MAPPED >> 32n) return { version: 4, bits: bits & 0xffffffffn };
  return fromNullable(6, bits);
}

/** Reads `address/prefix`; an address alone is a block of one. Bits beyond the prefix are ignored. Null when it is no block. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf('/');
  const address = parseAddress((slash === -1 ? text : text.slice(0, slash)).trim());
  if (address === null) return null;
  const width = address.version === 4 ? 32 : 128;
  if (slash === -1) return { ...address, prefix: width };
  const digits = text.slice(slash + 1).trim();
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > width) return null;
  return { ...address, prefix: Number(digits) };
}

/** Whether the block holds the address. */
export function networkHolds(network: Network, address: Address): boolean {
  if (network.version !== address.version) return false;
  const shift = BigInt((network.version === 4 ? 32 : 128) - network.prefix);
  return network.bits >> shift === address.bits >> shift;
}

function fromNullable(version: 4 | 6, bits: bigint | null): Address | null {
  return bits === null ? null : { version, bits };
}

function parseV4(text: string): bigint | null {
  const m = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text.trim());
  if (m === null) return null;
  let bits = 0n;
  for (const part of m.slice(1)) {
    if (Number(part) > 255) return null;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function parseV6(text: string): bigint | null {
  const halves = text.trim().split('::');
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; a dotted IPv4 tail counts as two. */
function groups(text: string): number[] | null {
  if (text === '') return [];
  const out: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 && part.includes('.') ? parseV4(part) : null;
    if (v4 !== null) out.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) out.push(Number.parseInt(part, 16));
    else return null;
  }
  return out;
}

import { canonicalAddress } from './address.ts';
import { Remembered } from './remembered.ts';

/** RFC 1035 §2.3.4. */
const LONGEST = 253;

/** Letters and digits of any script (NetBIOS allows them), and what else Windows and DNS let into a name. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/**
 * The canonical name of a host: lower-case, no dot at the end, no leading `\\`; `ip:10.0.0.1` for an address (and for `ip:…` itself).
 * A short name stays short. Null for what can be no host name: nothing, `-`, too long, or with other characters.
 */
export function canonicalHost(raw: string | null | undefined): string | null {
  if (!raw || raw.length > 2 * LONGEST) return null;
  return (known.get(raw) ?? known.set(raw, { host: spelled(raw) })).host;
}

const known = new Remembered<{ readonly host: string | null }>();

function spelled(raw: string): string | null {
  const text = raw.trim().replace(/^\\\\/, '');
  const address = canonicalAddress(/^ip:/i.test(text) ? text.slice(3) : text);
  if (address !== null) return `ip:${address}`;
  const name = text.normalize('NFC').toLowerCase().replace(/\.$/, '');
  return name.length <= LONGEST && NAME.test(name) && !name.includes('..') && !/^[\d.]+$/.test(name) ? name : null;
}

/** The first label of a canonical host name; null when only its address is known. */
export function shortName(host: string): string | null {
  if (host.includes(':')) return null;
  return host.split('.', 1)[0] ?? null;
}

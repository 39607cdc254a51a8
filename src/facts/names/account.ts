import { digestOf } from '../../lib/index.ts';
import { shortName } from './host.ts';
import { wellKnown } from './well-known.ts';

/** An account as a record spells it; any part may be missing or `-`. */
export interface AccountSpelling {
  /** `bob`, `bob@corp.example`, `CORP\bob`. */
  readonly user: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly sid?: string | null | undefined;
  /** Canonical name of the host the record is about: local and well-known accounts are named after it. */
  readonly host: string;
}

/** Longest user and domain that are kept as they are (a UPN has 256 characters at most in practice). */
const LONGEST = 256;
/** NetBIOS cuts a host's name to 15 characters. */
const NETBIOS = 15;
const SID = /^S-1-\d{1,14}(?:-\d{1,10}){1,15}$/;
const NOBODY = 'S-1-0-0';

/**
 * The canonical name of an account, by the first of these that holds:
 *
 * 1. a well-known account (by SID, else by authority and name): `host\system`, `host\network service`, `host\dwm-1`, whatever name the record gives it;
 * 2. no user: `sid:S-1-…`, or null when there is no SID either;
 * 3. `user@domain` as the user (a UPN): that;
 * 4. a domain that is `.` or the host's own name: `host\user`;
 * 5. a domain: `user@corp.example` or, as long as only its NetBIOS name is known, `user@corp`;
 * 6. a user alone with a SID: `sid:S-1-…`, because the same name in two domains is two accounts;
 * 7. a user alone: `user`, which neither @ nor \ ties to a domain or host.
 *
 * All in lower-case; a machine account keeps its `$` (`ws01$@corp.example`).
 */
export function canonicalAccount({ user, domain, sid, host }: AccountSpelling): string | null {
  const id = sidOf(sid);
  const [name, realm] = split(part(user), part(domain));
  const known = wellKnown(name, realm, id);
  if (known !== null) return `${host}\\${known}`;
  if (name === null) return id === null ? null : `sid:${id}`;
  if (name.includes('@')) return name;
  if (realm !== null) return isLocal(realm, host) ? `${host}\\${name}` : `${name}@${realm}`;
  return id === null ? name : `sid:${id}`;
}

/** `DOMAIN\user` as the record spells it; null when it names nobody. */
export function rawAccount(user: string | null | undefined, domain: string | null | undefined): string | null {
  if (!user || user === '-') return null;
  return bounded(domain && domain !== '-' ? `${domain}\\${user}` : user);
}

/** A SID in its usual spelling; null for none, the null SID and whatever is no SID. */
export function sidOf(sid: string | null | undefined): string | null {
  if (!sid || sid === NOBODY) return null;
  if (isPlainSid(sid)) return sid;
  const text = sid.toUpperCase();
  return SID.test(text) ? text : null;
}

/** Whether a text is a SID in its usual spelling and with an ordinary authority: what nearly all records hold. */
function isPlainSid(text: string): boolean {
  if (text.length < 9 || !text.startsWith('S-1-')) return false;
  let parts = 0;
  let digits = 0;
  for (let i = 4; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 45) {
      if (digits === 0) return false;
      parts++;
      digits = 0;
    } else if (code < 48 || code > 57 || ++digits > 10) return false;
  }
  return digits > 0 && parts > 0 && parts < 16;
}

/** Takes `DOMAIN\user` apart where no domain stands beside it, and a domain's dot at the end off. */
function split(user: string | null, domain: string | null): [string | null, string | null] {
  const slash = user?.indexOf('\\') ?? -1;
  if (user === null || slash < 0) return [user, domain === null ? null : undotted(domain)];
  return [part(user.slice(slash + 1)), undotted(user.slice(0, slash)) || domain];
}

function undotted(domain: string): string {
  return domain.length > 1 && domain.endsWith('.') ? domain.slice(0, -1) : domain;
}

function isLocal(realm: string, host: string): boolean {
  if (realm === '.' || realm === 'localhost' || realm === host) return true;
  const short = shortName(host);
  return short !== null && (realm === short || (short.length > NETBIOS && realm === short.slice(0, NETBIOS)));
}

function part(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  if (!trimmed || trimmed === '-') return null;
  return bounded(trimmed.normalize('NFC').toLowerCase());
}

/** Hostile names are cut, and kept apart by a digest; control characters cannot stand in any name. */
function bounded(text: string): string {
  const clean = text.replace(/\p{Cc}/gu, '\ufffd');
  if (clean.length <= LONGEST) return clean;
  return `${clean.slice(0, LONGEST - 9)}~${digestOf([text], 8)}`;
}

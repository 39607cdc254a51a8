import type { Masker } from '../case/index.ts';
import type { FactScope } from './fact-scope.ts';
import { canonicalAccount, detached, rawAccount, Remembered } from './names/index.ts';

type Part = string | null | undefined;

interface KnownAccount {
  readonly domain: string;
  readonly sid: string;
  readonly host: string;
  readonly masker: Masker;
  /** Canonical and as spelled, both masked. */
  readonly name: string | null;
}

/** The last account of each user name: a user seldom has two domains, and a worker seldom two hosts at a time. */
const canonical = new Remembered<KnownAccount>();
const asSpelled = new Remembered<KnownAccount>();

/** The canonical account that a user, a domain and a SID together name on the scope's host, masked. */
export function accountOf(user: Part, domain: Part, sid: Part, scope: FactScope): string | null {
  const before = canonical.get(user ?? '');
  if (before && before.host === scope.host && isSame(before, domain, sid, scope.masker)) return before.name;
  const name = canonicalAccount({ user, domain, sid, host: scope.host });
  return remember(canonical, user, domain, sid, scope, name);
}

/** `DOMAIN\user` as the record spells it, masked. */
export function rawAccountOf(user: Part, domain: Part, scope: FactScope): string | null {
  const before = asSpelled.get(user ?? '');
  if (before && isSame(before, domain, null, scope.masker)) return before.name;
  return remember(asSpelled, user, domain, null, scope, rawAccount(user, domain));
}

/** Subscribers log on to portals by their number, so a name is masked too; names without a run of digits need no look. */
export function maskedName(name: string, { masker }: FactScope): string {
  return /\d{7}/.test(name) ? masker.text(name) : name;
}

function isSame(known: KnownAccount, domain: Part, sid: Part, masker: Masker): boolean {
  return known.domain === (domain ?? '') && known.sid === (sid ?? '') && known.masker === masker;
}

function remember(
  names: Remembered<KnownAccount>,
  user: Part,
  domain: Part,
  sid: Part,
  scope: FactScope,
  name: string | null,
): string | null {
  const masked = name === null ? null : maskedName(name, scope);
  // Long spellings are hostile: they are worked out each time.
  if ((domain?.length ?? 0) > LONGEST || (sid?.length ?? 0) > LONGEST) return masked;
  names.set(user ?? '', {
    domain: detached(domain ?? ''),
    sid: detached(sid ?? ''),
    host: scope.host,
    masker: scope.masker,
    name: masked === null ? null : detached(masked),
  });
  return masked;
}

const LONGEST = 256;

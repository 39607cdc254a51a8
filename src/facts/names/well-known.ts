/**
 * Accounts that every Windows has and that are somebody else on each host: they are named after the host they act on. By SID, which does not depend
 * on the language (MS-DTYP 2.4.2.4).
 */
const BY_SID: ReadonlyMap<string, string> = new Map([
  ['S-1-5-18', 'system'],
  ['S-1-5-19', 'local service'],
  ['S-1-5-20', 'network service'],
  ['S-1-5-7', 'anonymous logon'],
  ['S-1-5-17', 'iusr'],
]);

/** Window manager (S-1-5-90-0-n), font driver (S-1-5-96-0-n), service (S-1-5-80-…), application pool (S-1-5-82-…), virtual machine (S-1-5-83-…). */
const FAMILY = /^S-1-5-(?:80|82|83|90|96)-/;

/** How Windows spells the authority of such accounts; it does so in the system's language. */
const AUTHORITIES: ReadonlySet<string> = new Set([
  'nt authority',
  'nt-autorität',
  'autorite nt',
  'autorité nt',
  'nt instans',
  'autoridade nt',
  'autoridad nt',
  'window manager',
  'font driver host',
  'nt service',
  'iis apppool',
  'nt virtual machine',
  'builtin',
]);

/** Spellings without the space, as services are configured with. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['localsystem', 'system'],
  ['localservice', 'local service'],
  ['networkservice', 'network service'],
]);

/** The name of a well-known account on its host (`system`, `dwm-1`); null when it is none. All arguments lower-case but the SID. */
export function wellKnown(user: string | null, domain: string | null, sid: string | null): string | null {
  const named = sid === null ? undefined : BY_SID.get(sid);
  if (named !== undefined) return named;
  if (user === null) return null;
  if (domain !== null && AUTHORITIES.has(domain)) return BY_NAME.get(user) ?? user;
  if (sid !== null && FAMILY.test(sid)) return user;
  return domain === null && BY_NAME.has(user) ? (BY_NAME.get(user) ?? null) : null;
}

/** NetBIOS cuts a host's name to 15 characters. */
const NETBIOS = 15;

/** `web01.corp.example` → `web01`; a bare address has no labels. */
export function firstLabel(host: string): string {
  return host.startsWith('ip:') ? host : (host.split('.', 1)[0] ?? host);
}

/** What follows the first label: `corp.example`; null for a short name and a bare address. */
export function suffixOf(host: string): string | null {
  const dot = host.indexOf('.');
  return dot < 0 || host.startsWith('ip:') ? null : host.slice(dot + 1);
}

/** Whether a host is known by its full name. */
export function isFull(host: string): boolean {
  return suffixOf(host) !== null;
}

/** The short names by which a full name may be called: its first label, and that as NetBIOS cuts it. */
export function shortNames(full: string): readonly string[] {
  const label = firstLabel(full);
  return label.length > NETBIOS ? [label, label.slice(0, NETBIOS)] : [label];
}

/** `kim@corp.example` → `corp.example`; null for an account of no domain. */
export function domainOf(account: string): string | null {
  const at = account.lastIndexOf('@');
  return at < 0 ? null : account.slice(at + 1);
}

/** `kim@corp.example`, `ws01\kim` → `kim`. */
export function userOf(account: string): string {
  const slash = account.lastIndexOf('\\');
  if (slash >= 0) return account.slice(slash + 1);
  const at = account.lastIndexOf('@');
  return at < 0 ? account : account.slice(0, at);
}

import { h, type Child, type Element } from '../element.ts';
import type { Cast, Credential, Names } from '../model/index.ts';

/** The class that sets a credential's colour: its hue, or ink3 beyond the six. */
export function hueClass(credential: Credential | null): string {
  return `hue-${credential?.hue ?? 'none'}`;
}

/** A credential's chip in text: its letter on its hue, hollow while its theft was not seen. */
export function chip(credential: Credential): Element {
  const hollow = credential.theft === null ? ' hollow' : '';
  return h('span', { class: `chip ${hueClass(credential)}${hollow}` }, credential.letter);
}

/** Chip and account. */
export function accountLabel(cast: Cast | null, account: string, printed: string): Child {
  const credential = cast?.of(account) ?? null;
  const name = accountName(account, printed);
  return credential === null ? name : h('span', { class: 'account' }, chip(credential), ' ', name);
}

/** An account that breaks before its domain, if it must. */
export function accountName(account: string, printed: string): Element {
  const at = printed.indexOf('@');
  return h('bdi', { title: account }, at < 1 ? printed : [printed.slice(0, at), h('wbr'), printed.slice(at)]);
}

/** A host's short name; the whole one in its title. */
export function hostLabel(names: Names, host: string): Element {
  return h('bdi', { title: host }, names.host(host));
}

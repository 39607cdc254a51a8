import { h, type Element } from '../element.ts';
import type { Credential, Names, OperationModel } from '../model/index.ts';
import { accountName, chip } from '../parts/chip.ts';
import { dayAndMonth, moment } from '../time.ts';
import { counted } from '../words.ts';

const MOST = 12;

/** Who is who: letter, account, where and how it was stolen; two rows of six, those with the most hops. */
export function credentialKey(operation: OperationModel, names: Names): Element | null {
  const all = operation.cast.credentials;
  if (all.length === 0) return null;
  const kept = new Set(all.toSorted((a, b) => b.hops - a.hops).slice(0, MOST));
  const more = all.length - kept.size;
  return h(
    'ul',
    { class: 'cast' },
    all.filter((credential) => kept.has(credential)).map((credential) => h('li', {}, chip(credential), ' ', entry(credential, names))),
    more > 0 ? h('li', { class: 'more' }, `${counted(more, 'more credential')} in the table`) : null,
  );
}

function entry(credential: Credential, names: Names): Element {
  const { theft } = credential;
  const how =
    theft === null ? 'theft not seen' : `${theft.how ?? 'stolen'} on ${names.host(theft.host)}, ${dayAndMonth(moment(theft.time))}`;
  return h('span', {}, accountName(credential.account, credential.account), h('span', { class: 'quiet block' }, how));
}

import { h, type Child, type Element } from '../element.ts';
import { integer } from '../numbers.ts';
import { cut } from '../visible.ts';

/** 128 bits of keyed hash behind the kind of identifier. */
const PSEUDONYM = /\b(msisdn|imsi|imei):([0-9a-f]{32})\b/g;

/** `msisdn:7f3a…e1c4`: the middle is there for whoever copies it, and in the title. */
export function pseudonym(text: string): Element {
  const [kind = '', digits = ''] = text.split(':');
  if (digits.length < 12) return h('span', { class: 'mono', title: text }, text);
  return h(
    'span',
    { class: 'mono id', title: text },
    `${kind}:${digits.slice(0, 4)}`,
    h('span', { class: 'mid' }, digits.slice(4, -4)),
    digits.slice(-4),
  );
}

/** Text with its pseudonyms shortened; nothing else is changed. */
export function withPseudonyms(text: string): readonly Child[] {
  const parts: Child[] = [];
  let last = 0;
  for (const match of text.matchAll(PSEUDONYM)) {
    parts.push(text.slice(last, match.index), pseudonym(match[0]));
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last));
  return parts;
}

/** A log's own text: its line breaks kept, the rest of its controls shown, cut at `most` characters with the count said. */
export function logText(text: string, most = 2_000): readonly Child[] {
  const { shown, left } = cut(text, most);
  const lines = shown.split(/\r\n|\n/);
  const parts: Child[] = lines.map((line, index) => [index === 0 ? null : h('br'), withPseudonyms(line)]);
  if (left > 0) parts.push(h('span', { class: 'quiet' }, ` … ${integer(left)} more characters`));
  return parts;
}

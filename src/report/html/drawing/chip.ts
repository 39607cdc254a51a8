import { h, type Element } from '../element.ts';
import type { Credential } from '../model/index.ts';
import { hueClass } from '../parts/chip.ts';
import { num, text } from './layers.ts';
import { textWidth } from './placer.ts';

/** A chip's width: a square for one letter. */
export function chipWidth(credential: Credential, side: number): number {
  return credential.letter.length === 1 ? side : textWidth(credential.letter, 11) + 6;
}

/** A chip with its left edge at x, centred on y. */
export function drawnChip(credential: Credential, x: number, y: number, side: number): Element {
  const width = chipWidth(credential, side);
  const hollow = credential.theft === null;
  const inset = hollow ? 0.75 : 0;
  return h(
    'g',
    { class: `${hueClass(credential)} ${hollow ? 'chip-hollow' : 'chip-full'}` },
    h('rect', { x: x + inset, y: y - side / 2 + inset, width: width - 2 * inset, height: side - 2 * inset, rx: 3.5 }),
    text(x + width / 2, y + 4, 't11 heavy mid', credential.letter),
  );
}

/** A diamond on a bar: a theft carries the letter of the credential, another terminal is plain. */
export function diamond(x: number, y: number, half: number, credential: Credential | null): Element {
  const path = `M${num(x)} ${num(y - half)}L${num(x + half)} ${num(y)}L${num(x)} ${num(y + half)}L${num(x - half)} ${num(y)}Z`;
  if (credential === null) return h('path', { d: path, class: 'diamond f-mark' });
  return h(
    'g',
    { class: hueClass(credential) },
    h('path', { d: path, class: 'diamond f-hue' }),
    text(x, y + 4, 't11 heavy mid f-paper', credential.letter),
  );
}

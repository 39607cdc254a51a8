import { h, type Child, type Element } from '../element.ts';
import type { Claim, EvidenceBook } from '../model/index.ts';
import { counted } from '../words.ts';

/** `6 lines`, linked to the entry that lists them; without a link where the book is full. */
export function evidenceLink(book: EvidenceBook, claim: Claim): Child {
  const number = book.cite(claim);
  const text = counted(claim.pointers.length, 'line');
  if (number === null) return h('span', { class: 'quiet' }, text);
  return h('a', { href: `#e${number}`, 'aria-label': `${text}, evidence e${number}` }, text);
}

/** The mark that ends a sentence. */
export function evidenceMark(number: number): Element {
  return h('a', { class: 'mark', href: `#e${number}`, 'aria-label': `evidence e${number}` }, `e${number}`);
}

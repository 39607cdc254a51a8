import { h, type Child, type Element } from '../element.ts';

/** One section, before it has its number. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** One line under the title. */
  readonly note: string;
  readonly body: Child;
  /** The story breaks out of the column. */
  readonly wide?: boolean;
}

/** A section with its head column: number, name, one line. */
export function sectionFrame(section: Section, number: number): Element {
  return h(
    'section',
    { id: section.id, class: section.wide === true ? 'section wide' : 'section', 'aria-labelledby': `${section.id}-title` },
    h(
      'div',
      { class: 'head' },
      h('span', { class: 'no' }, number),
      h('div', {}, h('h2', { id: `${section.id}-title` }, section.title), h('p', { class: 'note' }, section.note)),
    ),
    h('div', { class: 'body' }, section.body),
  );
}

/** A chart's finding as a sentence, and what is drawn in which unit. */
export function figureHead(title: Child, caption: Child): Element {
  return h('div', { class: 'figure-head' }, h('h3', {}, title), caption === null ? null : h('p', { class: 'caption' }, caption));
}

/** What stands where there is nothing to draw: what was looked at, and what that means. */
export function emptyBox(...text: readonly Child[]): Element {
  return h('p', { class: 'empty' }, text);
}

/** A command that one copies. */
export function command(text: string): Element {
  return h('code', {}, text);
}

import type { EvidencePointer } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import type { Entry, ReportModel } from '../model/index.ts';
import { integer } from '../numbers.ts';
import { command, emptyBox, type Section } from '../parts/frame.ts';
import { gradeLabel } from '../parts/glyph.ts';
import { logText } from '../parts/log-text.ts';
import { stamp } from '../time.ts';
import { capital, counted, told } from '../words.ts';

/** Entries before the fold; lines quoted, and lines named, of each entry. */
const SHOWN = 8;
const QUOTED = 2;
const NAMED = 20;

/** The lines behind each claim, masked as everywhere. Call it last: it lists what the other sections cited. */
export function evidenceSection(model: ReportModel): Section {
  const entries = model.book.entries();
  const refused = model.book.refused();
  const base = { id: 'evidence', title: 'Evidence', note: 'The lines behind each claim. Identifiers are masked as everywhere.' };
  if (entries.length === 0) return { ...base, body: emptyBox('Nothing was claimed, so nothing needs to be shown.') };
  const quoted = new Set<string>();
  const items = entries.map((entry) => entryItem(model, entry, quoted));
  const rest = items.slice(SHOWN);
  const first = entries[0]?.pointers[0]?.ref ?? 'REF';
  return {
    ...base,
    body: [
      h('div', { class: 'entries' }, items.slice(0, SHOWN)),
      h(
        'div',
        { class: 'after' },
        h(
          'p',
          {},
          `${integer(Math.min(SHOWN, items.length))} of ${integer(items.length)} shown. Original bytes: `,
          command(`hardcell show event ${first} --case DIR`),
        ),
        rest.length === 0
          ? null
          : h('details', {}, h('summary', {}, `Show the other ${integer(rest.length)}`), h('div', { class: 'entries' }, rest)),
        refused === 0
          ? null
          : h(
              'p',
              {},
              `${capital(counted(refused, 'more claim'))} had no room here: `,
              command('hardcell show findings --case DIR --json'),
            ),
      ),
    ],
  };
}

function entryItem(model: ReportModel, entry: Entry, quoted: Set<string>): Element {
  const fresh = entry.pointers
    .filter((pointer) => Object.hasOwn(model.documents.quotes, pointer.ref) && !quoted.has(pointer.ref))
    .slice(0, QUOTED);
  for (const pointer of fresh) quoted.add(pointer.ref);
  const others = entry.pointers.filter((pointer) => !fresh.includes(pointer));
  return h(
    'article',
    { id: `e${entry.number}`, class: 'entry' },
    h('span', { class: 'no' }, `e${entry.number}`),
    h(
      'div',
      {},
      h(
        'h3',
        {},
        h('span', { class: 'strong' }, entry.title),
        h('span', { class: 'second' }, [
          entry.time === null ? null : ` · ${stamp(entry.time)}`,
          entry.note === null ? null : ` · ${entry.note}`,
          entry.grade === null ? null : [' · ', gradeLabel(entry.grade)],
        ]),
      ),
      fresh.map((pointer) => quote(model, pointer, entry.decisive)),
      others.length === 0 ? null : named(others, quoted),
    ),
  );
}

function quote(model: ReportModel, pointer: EvidencePointer, decisive: readonly string[]): Element {
  const fields = Object.entries(model.documents.quotes[pointer.ref] ?? {}).filter(([, value]) => value !== null && value !== '');
  const strong = new Set(decisive.map((name) => name.toLowerCase()));
  return h(
    'div',
    { class: 'quote', id: anchorOf(pointer.ref) },
    h('p', { class: 'where' }, h('bdi', {}, whereOf(pointer)), ' ', h('span', { class: 'mono quiet' }, pointer.ref)),
    h(
      'p',
      { class: 'log' },
      fields
        .slice(0, 60)
        .map(([name, value]) =>
          h(
            'span',
            { class: 'field' },
            h('span', { class: 'quiet' }, `${name} `),
            h('span', { class: strong.has(name.toLowerCase()) ? 'strong' : null }, value === null ? '–' : logText(value)),
            ' ',
          ),
        ),
      fields.length > 60 ? h('span', { class: 'quiet' }, `and ${counted(fields.length - 60, 'more field')}`) : null,
    ),
  );
}

function named(pointers: readonly EvidencePointer[], quoted: ReadonlySet<string>): Element {
  const shown = pointers.slice(0, NAMED);
  const left = pointers.length - shown.length;
  const item = (pointer: EvidencePointer): Child =>
    h(
      'li',
      {},
      h('bdi', {}, whereOf(pointer)),
      ' ',
      quoted.has(pointer.ref)
        ? h('a', { class: 'mono', href: `#${anchorOf(pointer.ref)}` }, pointer.ref)
        : h('span', { class: 'mono quiet' }, pointer.ref),
    );
  return h(
    'details',
    { class: 'named' },
    h('summary', {}, `${capital(told(pointers.length, 'line'))} by reference`),
    h('ul', { class: 'plain' }, shown.map(item), left > 0 ? h('li', {}, `and ${counted(left, 'more line')}`) : null),
  );
}

/** An anchor for a ref; refs are hexadecimal with a number behind `:` or `@`, and what is not is made so. */
function anchorOf(ref: string): string {
  return `r-${ref.replaceAll(/[^0-9A-Za-z:@.-]/g, '_')}`;
}

function whereOf(pointer: EvidencePointer): string {
  const record = pointer.record_id === null ? `at byte ${integer(pointer.offset)}` : `record ${pointer.record_id}`;
  return `${pointer.file}, ${record}`;
}

import { createHash } from 'node:crypto';
import type { ReportDocuments } from '../documents/types.ts';
import { answers } from './answers.ts';
import { h, printPage, styleElement, type Child, type Element } from './element.ts';
import { headlineOf } from './headline.ts';
import { reportModel, type ReportModel } from './model/index.ts';
import { bytes } from './numbers.ts';
import { sectionFrame, type Section } from './parts/frame.ts';
import { countingSection } from './sections/counting.ts';
import { evidenceSection } from './sections/evidence.ts';
import { findingsSection } from './sections/findings.ts';
import { ledgerSection } from './sections/ledger.ts';
import { questionsSection } from './sections/questions.ts';
import { recordsSection } from './sections/records.ts';
import { authorisedSection } from './sections/authorised.ts';
import { storySection } from './sections/story.ts';
import { tenLinesSection } from './sections/ten-lines.ts';
import { unseenSection } from './sections/unseen.ts';
import { wantedSection } from './sections/wanted.ts';
import { styleSheet } from './style/index.ts';
import { clock, dayShort, moment } from './time.ts';
import { counted } from './words.ts';

/** The whole report as one file: no script, no network, its style sheet named by hash in its policy. */
export function page(documents: ReportDocuments): string {
  const model = reportModel(documents);
  const css = styleSheet(footOf(documents));
  const hash = createHash('sha256').update(css).digest('base64');
  const { over, headline, lead } = headlineOf(model);
  const sections = sectionsOf(model);
  return printPage(
    h(
      'html',
      { lang: 'en' },
      h(
        'head',
        {},
        h('meta', { charset: 'utf-8' }),
        h('meta', {
          'http-equiv': 'Content-Security-Policy',
          content: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
        }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('meta', { name: 'referrer', content: 'no-referrer' }),
        h('title', {}, `Hardcell report · evidence ${grouped(documents.summary.evidence.digest)}`),
        styleElement(css),
      ),
      h(
        'body',
        {},
        h('header', { class: 'top' }, topLine(documents)),
        h(
          'main',
          {},
          h('div', { class: 'opening' }, h('p', { class: 'over' }, over), h('h1', {}, headline), h('p', { class: 'lead' }, lead)),
          model.operations.length === 0 ? null : answers(model),
          contents(sections),
          sections.map((section, index) => sectionFrame(section, index + 1)),
        ),
        h('footer', {}, h('p', {}, footOf(documents)), h('p', {}, 'Contains no name and no number of any person')),
      ),
    ),
  );
}

/** The order of the report. A section whose stage has nothing to say is left out, and the numbers close up. */
function sectionsOf(model: ReportModel): readonly Section[] {
  const sections = [
    tenLinesSection,
    storySection,
    authorisedSection,
    recordsSection,
    wantedSection,
    ledgerSection,
    unseenSection,
    questionsSection,
    findingsSection,
    evidenceSection,
    countingSection,
  ];
  return sections.map((section) => section(model)).filter((section) => section !== null);
}

function topLine(documents: ReportDocuments): readonly Child[] {
  const { evidence } = documents.summary;
  const last = evidence.last === null ? null : moment(evidence.last);
  return [
    h('strong', {}, 'Hardcell'),
    h('span', {}, `Evidence ${grouped(documents.summary.evidence.digest)}`),
    h('span', { class: 'wide-only' }, `${counted(evidence.files, 'evidence file')}, ${bytes(evidence.bytes)}`),
    last === null ? null : h('span', { class: 'wide-only push' }, `Evidence to ${dayShort(last)} ${clock(last)} UTC`),
    h('span', { class: last === null ? 'push' : '' }, 'Pseudonyms only'),
  ];
}

function contents(sections: readonly Section[]): Element {
  const items = sections.map((section, index) =>
    h('li', {}, h('a', { href: `#${section.id}` }, h('span', { class: 'quiet' }, index + 1), ` ${section.title}`)),
  );
  return h('nav', { class: 'contents', 'aria-label': 'Contents' }, h('ol', {}, items));
}

/** The foot of the page. The digest names the body of evidence; the case id would tell in how many steps it came. */
function footOf(documents: ReportDocuments): string {
  return `Hardcell report · evidence digest ${grouped(documents.summary.evidence.digest)}`;
}

/** The first 16 digits of a digest, in fours. */
function grouped(digest: string): string {
  return (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}

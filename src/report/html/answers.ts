import { h, type Child, type Element } from './element.ts';
import type { ReportModel } from './model/index.ts';
import { bytes, exact, integer, size, sum } from './numbers.ts';
import { gradeGlyph, gradeLabel } from './parts/glyph.ts';
import { dayAndMonth, dayShort, DAY, duration, moment } from './time.ts';
import { counted, sourceWords } from './words.ts';

/** The five questions, answered in numbers, each with what it rests on. */
export function answers(model: ReportModel): Element {
  return h('dl', { class: 'answers' }, whoseRecords(model), whoWasWanted(model), howFar(model), whatWasSent(model), stillInside(model));
}

function answer(question: string, ...body: readonly Child[]): Element {
  return h('div', {}, h('dt', {}, question), h('dd', {}, body));
}

function figure(value: string, noun: string): Element {
  return h('p', { class: 'figure' }, h('span', {}, value), ` ${noun}`);
}

function whoseRecords(model: ReportModel): Element {
  const { records, subjects, stores } = model.documents.exposure;
  const pair = (value: string, grade: 'confirmed' | 'possible'): Element =>
    h('div', {}, h('p', { class: 'figure' }, h('span', {}, value)), h('p', { class: 'under' }, gradeLabel(grade)));
  const most = sum([subjects.confirmed, subjects.possible]);
  const people =
    most === 0n
      ? ''
      : exact(subjects.possible) === 0n
        ? `of ${counted(subjects.confirmed, 'subscriber')}. `
        : `of ${integer(subjects.confirmed)} and up to ${counted(most, 'subscriber')}. `;
  const where = stores.length === 1 ? 'of the store' : `of ${stores.length === 2 ? 'both' : `all ${integer(stores.length)}`} stores`;
  const excluded =
    stores.length === 0
      ? 'No call records were given to us to set the queries against.'
      : `The other ${counted(records.excluded, 'record')} ${where} are excluded.`;
  if (stores.length === 0)
    return answer('Whose call records left?', h('p', { class: 'figure' }, h('span', {}, 'not known')), h('p', {}, excluded));
  return answer(
    'Whose call records left?',
    h('div', { class: 'pair' }, pair(integer(records.confirmed), 'confirmed'), pair(integer(records.possible), 'possible')),
    shareBar(size(records.confirmed), size(records.possible)),
    h('p', {}, people, excluded),
  );
}

/** Confirmed solid, cannot be excluded tint with a dashed outline, on one scale; empty when nothing left. */
function shareBar(confirmed: number, possible: number): Element | null {
  const total = confirmed + possible;
  if (total === 0) return null;
  const split = Math.round((confirmed / total) * 320);
  return h(
    'svg',
    { class: 'share', viewBox: '0 0 320 8', width: 320, height: 8, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    possible > 0 ? h('rect', { x: split + 0.5, y: 0.5, width: Math.max(0, 319 - split), height: 7, class: 'possible' }) : null,
    h('rect', { x: 0, y: 0, width: confirmed > 0 ? Math.max(2, split) : 0, height: 8, class: 'f-mark' }),
  );
}

function whoWasWanted(model: ReportModel): Element {
  const { targets, accesses } = model.documents.exposure;
  if (targets.length === 0)
    return answer(
      'Who was wanted?',
      figure('none', 'named'),
      h('p', {}, `${counted(accesses.length, 'query', 'queries')} of theirs named no subscriber.`),
    );
  const times = accesses.map((access) => moment(access.time));
  const span = times.length > 1 ? Math.max(...times) - Math.min(...times) : 0;
  const during = span >= 2 * DAY ? `, over ${duration(span)}` : '';
  return answer(
    'Who was wanted?',
    figure(integer(targets.length), targets.length === 1 ? 'person' : 'people'),
    h('p', {}, `searched for by number, card or handset${during}.`),
  );
}

function howFar(model: ReportModel): Element {
  const hosts = model.operations.flatMap((operation) => operation.document.hosts);
  const of = (grade: 'confirmed' | 'possible' | 'excluded'): number => hosts.filter((host) => host.compromised === grade).length;
  const reached = of('confirmed') + of('possible');
  const row = (grade: 'confirmed' | 'possible' | 'excluded', words: string): Child =>
    of(grade) === 0 ? null : h('li', {}, gradeGlyph(grade), ` ${integer(of(grade))} ${words}`);
  return answer(
    'How far did they get?',
    figure(integer(reached), reached === 1 ? 'host' : 'hosts'),
    h('ul', {}, row('confirmed', 'confirmed'), row('possible', 'cannot be excluded'), row('excluded', 'excluded')),
  );
}

function whatWasSent(model: ReportModel): Element {
  const { total } = model.documents.exposure.ledger;
  if (total.sent === null) {
    const queried = total.queried === null || size(total.queried) === 0 ? '' : ` ${bytes(total.queried)} were queried.`;
    return answer(
      'What was sent out?',
      h('p', { class: 'figure' }, h('span', { class: 'word' }, 'not known')),
      h('p', {}, `This version reads no archives and no flow logs, so nothing can be said of what was staged or sent.${queried}`),
    );
  }
  const rest =
    total.unexplained === null || size(total.unexplained) === 0
      ? 'All of it matches what was staged.'
      : `${bytes(total.unexplained)} matches no archive we saw.`;
  const [value = '', unit = ''] = bytes(total.sent).split('\u00a0');
  return answer('What was sent out?', figure(value, unit), h('p', {}, rest));
}

function stillInside(model: ReportModel): Element {
  const last = Math.max(...model.operations.map((operation) => moment(operation.document.last)));
  const end = model.documents.summary.evidence.last;
  const ends = end === null ? last : moment(end);
  const hosts = new Set(model.operations.flatMap((operation) => operation.document.hosts.map((host) => host.name)));
  const after = model.blind.find(
    (blind) => hosts.has(blind.host) && moment(blind.to) >= Math.min(ends, last + DAY) && moment(blind.to) > last,
  );
  const quiet = ends - last;
  const why =
    after === undefined
      ? quiet < DAY
        ? 'the evidence ends with their last day.'
        : `we saw nothing of them in the ${duration(quiet)} of evidence after that, and nothing that put them out.`
      : `no ${sourceWords(after.source) === 'all sources' ? 'log' : `${sourceWords(after.source)} log`} of ${model.names.host(after.host)} since ${dayShort(moment(after.from))}.`;
  return answer(
    'Are they still inside?',
    figure(dayAndMonth(last), 'last seen'),
    h('p', {}, gradeGlyph('possible'), ` Cannot be excluded: ${why}`),
  );
}

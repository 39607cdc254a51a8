import { h, type Child } from '../element.ts';
import { anchorsOf } from '../drawing/index.ts';
import type { OperationModel, ReportModel } from '../model/index.ts';
import { chip } from '../parts/chip.ts';
import type { Section } from '../parts/frame.ts';
import { withPseudonyms } from '../parts/log-text.ts';
import { integer } from '../numbers.ts';
import { capital, told } from '../words.ts';

const MOST = 40;

/** Work for a person, with the logs that would settle it. */
export function questionsSection(model: ReportModel): Section | null {
  const all = numbered(model);
  if (all.length === 0) return null;
  const body: Child = [
    h(
      'ol',
      { class: 'questions' },
      all.slice(0, MOST).map((each) => questionItem(model, each)),
    ),
    all.length > MOST
      ? h('p', { class: 'caption' }, `${MOST} of ${integer(all.length)} shown. All: `, h('code', {}, 'hardcell show story --case DIR'))
      : null,
  ];
  return {
    id: 'questions',
    title: 'Open questions',
    note: `${capital(told(all.length, 'question'))} for a person, with the logs that would settle ${all.length === 1 ? 'it' : 'them'}.`,
    body,
  };
}

/** The question about one of these subjects, as a link. */
export function questionAnchor(
  model: ReportModel,
  operation: OperationModel | null,
  about: readonly string[],
): { readonly id: string; readonly words: string } | null {
  const found = numbered(model).find((each) => (operation === null || each.operation === operation) && about.includes(each.question.about));
  return found === undefined || found.number > MOST ? null : { id: `question-${found.number}`, words: `question ${found.number}` };
}

interface NumberedQuestion {
  readonly number: number;
  readonly operation: OperationModel;
  readonly question: OperationModel['document']['open_questions'][number];
}

function numbered(model: ReportModel): readonly NumberedQuestion[] {
  return model.operations
    .flatMap((operation) => operation.document.open_questions.map((question) => ({ operation, question })))
    .map((each, index) => ({ ...each, number: index + 1 }));
}

function questionItem(model: ReportModel, { number, operation, question }: NumberedQuestion): Child {
  const credential = operation.cast.of(question.about);
  const hop = operation.hops.find((each) => each.hop.id === question.about);
  const anchors = anchorsOf(operation.index);
  const bears: Child =
    hop === undefined
      ? [
          'About ',
          credential === null ? null : [chip(credential), ' '],
          h('bdi', {}, credential === null ? model.names.host(question.about) : question.about),
          '.',
        ]
      : [
          'Bears on ',
          h('a', { class: 'wide-only', href: `#${anchors.hop(hop.number)}` }, `hop ${hop.number}`),
          h('a', { class: 'phone-only', href: `#${anchors.step(hop.number)}` }, `hop ${hop.number}`),
          '.',
        ];
  return h(
    'li',
    { id: `question-${number}` },
    h('div', {}, h('h3', {}, withPseudonyms(question.text)), h('p', { class: 'caption' }, bears)),
    question.would_tell.length === 0
      ? h('p', { class: 'caption' }, 'We know of no log that would tell.')
      : h(
          'div',
          {},
          h('p', { class: 'caption' }, 'Logs that would tell'),
          h(
            'ul',
            { class: 'plain' },
            question.would_tell.map((log) => h('li', {}, log)),
          ),
        ),
  );
}

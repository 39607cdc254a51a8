import { h, type Child, type Element } from '../element.ts';
import type { NumberedHop, OperationModel, QueryGroup, ReportModel, Theft, Wave } from '../model/index.ts';
import type { StoryStage } from '../../documents/types.ts';
import { sum, integer, exact } from '../numbers.ts';
import { chip, hueClass } from '../parts/chip.ts';
import { evidenceLink } from '../parts/evidence-link.ts';
import { hopClaim, queriesClaim, stagesClaim } from '../claims.ts';
import { clock, dayShort, duration, moment, range } from '../time.ts';
import { stageHeading, wavePurpose } from '../told.ts';
import { counted, gradeWords, mechanismWord } from '../words.ts';
import { anchorsOf } from './canvas.ts';
import { diamond } from './chip.ts';

/** Steps printed in the chain; the findings and the table of hops have the rest. */
const MOST_STEPS = 120;

interface Step {
  readonly at: number;
  readonly element: Element;
}

/** The story on a phone: a list down the page, the credential's colour as its rail, waves as heads, silences as breaks. */
export function storyChain(model: ReportModel, operation: OperationModel): Element {
  let room = MOST_STEPS;
  const parts: Child[] = [];
  for (const [index, wave] of operation.waves.entries()) {
    const previous = operation.waves[index - 1];
    if (previous !== undefined) parts.push(silence(wave.from - previous.to));
    const steps = stepsOf(model, operation, wave);
    const shown = steps.slice(0, room);
    room -= shown.length;
    const purpose = wavePurpose(wave, operation, model.names);
    parts.push(
      h(
        'h3',
        {},
        `Wave ${wave.number} · ${range(wave.from, wave.to)}`,
        purpose === null ? null : h('span', { class: 'caption block' }, purpose),
      ),
      h(
        'ol',
        { class: 'steps' },
        shown.map((step) => step.element),
      ),
    );
    if (steps.length > shown.length)
      parts.push(h('p', { class: 'caption' }, `${counted(steps.length - shown.length, 'more step')} of this wave stand in the tables.`));
  }
  return h('div', { class: 'chain' }, parts);
}

function silence(ms: number): Element {
  const zigzag = h(
    'svg',
    { viewBox: '0 0 12 24', width: 12, height: 24, 'aria-hidden': 'true' },
    h('path', { d: 'M6 0V4L2 8L10 14L6 18V24', class: 's-axis' }),
  );
  return h('p', { class: 'break' }, zigzag, ` ${duration(ms)} of silence`);
}

function stepsOf(model: ReportModel, operation: OperationModel, wave: Wave): readonly Step[] {
  const within = (ms: number): boolean => ms >= wave.from && ms <= wave.to;
  const stages = operation.stages.filter((stage) => operation.isTerminal(stage) && within(moment(stage.time)));
  const others = [
    ...wave.hops.map((hop) => hopStep(model, operation, hop)),
    ...operation.queries.filter((group) => group.wave === wave.number).map((group) => queryStep(model, group)),
  ];
  const runs = stageRuns(
    model,
    operation,
    stages,
    others.map((step) => step.at),
  );
  return [...runs.map((run) => stageStep(model, operation, run)), ...others].toSorted((a, b) => a.at - b.at);
}

function theftAt(operation: OperationModel, stage: StoryStage): Theft | undefined {
  return operation.cast.thefts.find((each) => each.host === stage.host && moment(each.time) === moment(stage.time));
}

/** Stages that say the same, with no hop and no theft between them, are one step. */
function stageRuns(
  model: ReportModel,
  operation: OperationModel,
  stages: readonly StoryStage[],
  breaks: readonly number[],
): readonly (readonly StoryStage[])[] {
  const runs: StoryStage[][] = [];
  for (const stage of stages) {
    const last = runs.at(-1)?.at(-1);
    const parted = last === undefined || breaks.some((at) => at > moment(last.time) && at <= moment(stage.time));
    const same = last !== undefined && stageHeading(last, model.names) === stageHeading(stage, model.names);
    const plain = last !== undefined && theftAt(operation, stage) === undefined && theftAt(operation, last) === undefined;
    if (!parted && same && plain) runs.at(-1)?.push(stage);
    else runs.push([stage]);
  }
  return runs;
}

function stageStep(model: ReportModel, operation: OperationModel, run: readonly StoryStage[]): Step {
  const [stage] = run;
  if (stage === undefined) throw new Error('A step has a stage.');
  const at = moment(stage.time);
  const theft = theftAt(operation, stage);
  const credential = theft === undefined ? null : operation.cast.of(theft.account);
  const node = h('svg', { class: 'node', viewBox: '-8 -8 16 16', width: 16, height: 16, 'aria-hidden': 'true' }, diamond(0, 0, 7, null));
  const times = run.length === 1 ? null : `, ${counted(run.length, 'time')}`;
  const words: Child = [stageHeading(stage, model.names), times, credential === null ? null : [': ', chip(credential), ' stolen']];
  const link = evidenceLink(model.book, stagesClaim(model, run));
  return { at, element: step('hue-ink', null, node, words, [`${dayShort(at)} ${clock(at)} · `, link]) };
}

function hopStep(model: ReportModel, operation: OperationModel, numbered: NumberedHop): Step {
  const { hop, number, grade, at } = numbered;
  const { names } = model;
  const credential = operation.cast.of(hop.account);
  const node = credential === null ? null : chip(credential);
  const words: Child = [
    h('bdi', {}, names.host(hop.from)),
    ' → ',
    h('strong', {}, h('bdi', {}, names.host(hop.to))),
    ` · ${mechanismWord(hop.mechanism)}`,
  ];
  const link = evidenceLink(model.book, hopClaim(model, numbered));
  const when = `${number} · ${dayShort(at)} ${clock(at)} · `;
  const open = grade === 'confirmed' ? null : ` · ${gradeWords[grade]}`;
  return {
    at,
    element: step(hueClass(credential), anchorsOf(operation.index).step(number), node, words, [when, link, open], grade !== 'confirmed'),
  };
}

function queryStep(model: ReportModel, group: QueryGroup): Step {
  const times = group.accesses.map((access) => moment(access.time));
  const first = Math.min(...times);
  const confirmed = sum(group.accesses.map((access) => access.rows.confirmed));
  const possible = sum(group.accesses.map((access) => exact(access.rows.possible).toString()));
  const words: Child = [
    counted(group.accesses.length, 'query', 'queries'),
    ' on ',
    h('strong', {}, h('bdi', {}, model.names.host(group.row))),
  ];
  const open = possible === 0n ? '' : `, ${integer(possible)} cannot be excluded`;
  const rows = `${integer(confirmed)} rows confirmed${open} · `;
  const node = h(
    'svg',
    { class: 'node', viewBox: '-8 -8 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    h('circle', { r: 5, class: 'f-out' }),
  );
  const link = evidenceLink(model.book, queriesClaim(model, group));
  return { at: first, element: step('hue-out', null, node, words, [`${range(first, Math.max(...times))} · ${rows}`, link]) };
}

function step(rail: string, id: string | null, node: Child, words: Child, below: Child, dashed = false): Element {
  return h(
    'li',
    { id, class: `${rail}${dashed ? ' dashed' : ''}` },
    h('span', { class: 'rail' }, node),
    h('div', {}, h('p', {}, words), h('p', { class: 'quiet' }, below)),
  );
}

import type { EvidencePointer, Grade } from '../documents/types.ts';
import type { Child } from './element.ts';
import { h } from './element.ts';
import { uniquePointers, type NumberedHop, type OperationModel, type ReportModel, type Wave } from './model/index.ts';
import { exact, integer, size, sum } from './numbers.ts';
import { chip } from './parts/chip.ts';
import { day, dayAndMonth, duration, longDuration, moment, range } from './time.ts';
import { stageClause } from './told.ts';
import { capital, counted, listedAtMost, numeral, told } from './words.ts';

/** One sentence of the ten, and what it rests on. */
export interface Line {
  /** The sentence as plain text, for its claim. */
  readonly title: string;
  readonly sentence: Child;
  readonly grade: Grade;
  readonly at: number;
  /** The heavier a line, the later it gives way when there are more than ten. */
  readonly weight: number;
  readonly pointers: readonly EvidencePointer[];
}

/** The case in ten sentences at most, in the order of time; what was returned and cannot be excluded stands last. */
export function tenLines(model: ReportModel): readonly Line[] {
  const story = model.operations.flatMap((operation) => [
    ...entryLines(model, operation),
    ...hopLines(model, operation),
    ...tunnelLines(model, operation),
    ...queryLines(model, operation),
  ]);
  const results = resultLines(model);
  const kept = [...story]
    .filter((line) => line.pointers.length > 0)
    .toSorted((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, 10 - results.length);
  return [...story.filter((line) => kept.includes(line)).toSorted((a, b) => a.at - b.at), ...results];
}

/** Lines of one kind lose weight as they go on, so that each kind is heard before any is heard twice. */
function line(weight: number, at: number, grade: Grade, sentence: Child, pointers: readonly EvidencePointer[]): Line {
  return { title: plain(sentence).replaceAll(/ +([,.;:])/g, '$1'), sentence, grade, at, weight, pointers: uniquePointers(pointers) };
}

function plain(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string' || typeof child === 'number') return String(child);
  if (Array.isArray(child)) return child.map(plain).join('');
  return 'children' in child
    ? child.attributes['class']?.toString().startsWith('chip') === true
      ? ''
      : child.children.map(plain).join('')
    : '';
}

function entryLines(model: ReportModel, operation: OperationModel): readonly Line[] {
  const terminals = operation.stages.filter((stage) => operation.isTerminal(stage));
  const told = new Set<string>();
  return terminals.flatMap((stage, index) => {
    const clause = stageClause(stage, model.names);
    if (told.has(clause)) return [];
    told.add(clause);
    const at = moment(stage.time);
    const door = operation.peers.find((peer) => peer.entries.some((entry) => entry.finding === stage.finding));
    const from = door === undefined ? '' : ` from ${door.name}`;
    const theft = operation.cast.thefts.find((each) => each.host === stage.host && moment(each.time) === at);
    const credential = theft === undefined ? null : operation.cast.of(theft.account);
    const stolen: Child =
      credential === null || theft === undefined
        ? null
        : ['; ', chip(credential), ` ${model.names.account(theft.account)} was stolen there`];
    const clock = `${day(stage.time)} at ${new Date(at).toISOString().slice(11, 16)}`;
    const sentence: Child = [capital(clause), from, ` on ${clock}`, stolen, '.'];
    return [line((index === 0 ? 100 : 60) - index, at, 'confirmed', sentence, stage.evidence)];
  });
}

/** Runs of hops with one credential in one wave are one sentence; the first after a silence says how long it was. */
function hopLines(model: ReportModel, operation: OperationModel): readonly Line[] {
  return operation.waves.flatMap((wave, index) => {
    const previous = operation.waves[index - 1];
    const silence = previous === undefined ? '' : `After ${duration(wave.from - previous.to)} of silence, w`;
    const runs = runsOf(wave);
    if (runs.length > 4) return [waveLine(model, operation, wave, silence)];
    return runs.length === 0 ? [] : [runsLine(model, operation, runs, silence === '' ? 'W' : silence, 80 - index)];
  });
}

function runsOf(wave: Wave): readonly (readonly NumberedHop[])[] {
  const runs: NumberedHop[][] = [];
  for (const hop of wave.hops) {
    const last = runs.at(-1);
    if (last?.[0]?.hop.account === hop.hop.account && last[0].grade === hop.grade) last.push(hop);
    else runs.push([hop]);
  }
  return runs;
}

/** The runs of one wave as one sentence: who opened what, and where that credential came from. */
function runsLine(
  model: ReportModel,
  operation: OperationModel,
  runs: readonly (readonly NumberedHop[])[],
  opening: string,
  weight: number,
): Line {
  const told = new Set<string>();
  const clauses = runs.map((run, place): Child => {
    const account = run[0]?.hop.account ?? '';
    const first = !told.has(account);
    told.add(account);
    return [place === 0 ? `${opening}ith ` : '; with ', runClause(model, operation, run, first, runs.length === 1)];
  });
  const hops = runs.flat();
  const grade = hops.every((each) => each.grade === 'confirmed') || runs.length > 1 ? 'confirmed' : 'possible';
  return line(
    weight,
    hops[0]?.at ?? 0,
    grade,
    [clauses, '.'],
    hops.flatMap((each) => each.hop.evidence),
  );
}

function runClause(model: ReportModel, operation: OperationModel, run: readonly NumberedHop[], first: boolean, alone: boolean): Child {
  const [hop] = run;
  const account = hop?.hop.account ?? '';
  const credential = operation.cast.of(account);
  const stolen = hop?.hop.stolen_at ?? null;
  const place =
    stolen === null
      ? ', whose theft was not seen,'
      : `, stolen on ${model.names.host(stolen.host)}${alone ? ` on ${dayAndMonth(moment(stolen.time))}` : ''},`;
  const opened = listedAtMost([...new Set(run.map((each) => model.names.host(each.hop.to)))], 4);
  const when = alone ? ` on ${dayAndMonth(hop?.at ?? 0)}` : '';
  const verb = hop?.grade === 'possible' ? `that they opened ${opened}${when} cannot be excluded` : `they opened ${opened}${when}`;
  return [
    credential === null ? null : [chip(credential), ' '],
    h('bdi', {}, model.names.account(account)),
    `${first ? place : ''} ${verb}`,
  ];
}

function waveLine(model: ReportModel, operation: OperationModel, wave: Wave, silence: string): Line {
  const hosts = [...new Set(wave.hops.map((each) => model.names.host(each.hop.to)))];
  const accounts = [...new Set(wave.hops.map((each) => each.hop.account))];
  const chips = accounts.slice(0, 6).flatMap((account) => {
    const credential = operation.cast.of(account);
    return credential === null ? [] : [' ', chip(credential)];
  });
  const sentence: Child = [
    `${silence === '' ? 'W' : silence}ith ${told(accounts.length, 'credential')}`,
    chips,
    `, they opened ${listedAtMost(hosts, 4)} in ${numeral(wave.hops.length)} hops.`,
  ];
  return line(
    78 - wave.number,
    wave.from,
    'confirmed',
    sentence,
    wave.hops.flatMap((each) => each.hop.evidence),
  );
}

function tunnelLines(model: ReportModel, operation: OperationModel): readonly Line[] {
  return operation.document.tunnels.map((tunnel, index) => {
    const peer = tunnel.peer === null ? 'a peer that no log names' : tunnel.peer;
    const length = longDuration(moment(tunnel.last) - moment(tunnel.first));
    const sentence = `A tunnel led from ${model.names.host(tunnel.host)} to ${peer} from ${dayAndMonth(moment(tunnel.first))} on, for ${length}.`;
    return line(90 - index * 15, moment(tunnel.first), 'confirmed', sentence, tunnel.evidence);
  });
}

function queryLines(model: ReportModel, operation: OperationModel): readonly Line[] {
  return operation.queries.map((group, index) => {
    const times = group.accesses.map((access) => moment(access.time));
    const accounts = [...new Set(group.accesses.map((access) => access.account))];
    const who = listedAtMost(
      accounts.map((account) => model.names.account(account)),
      2,
    );
    const dates = range(Math.min(...times), Math.max(...times));
    const count = group.accesses.length;
    const sentence = `They sent ${told(count, 'query', 'queries')} to the call records on ${model.names.host(group.row)} as ${who}, ${dates}.`;
    return line(
      95 - index * 4,
      Math.min(...times),
      'confirmed',
      sentence,
      group.accesses.flatMap((access) => access.evidence),
    );
  });
}

function resultLines(model: ReportModel): readonly Line[] {
  const { records, accesses, targets } = model.documents.exposure;
  const returned = accesses.filter((access) => size(access.rows.confirmed) > 0);
  const open = accesses.filter((access) => size(access.rows.possible) > 0);
  const lines: Line[] = [];
  if (returned.length > 0) {
    const people =
      targets.length === 0 ? '' : `; ${told(targets.length, 'person was', 'people were')} searched for by number, card or handset`;
    lines.push(
      line(
        99,
        Infinity,
        'confirmed',
        `The queries returned ${counted(records.confirmed, 'record')} for certain${people}.`,
        returned.flatMap((access) => access.evidence),
      ),
    );
  }
  if (open.length > 0) {
    const reasons = [...new Set(open.flatMap((access) => (access.widened === null ? [] : [unstopped(access.widened)])))];
    const because = reasons.length === 0 ? '' : `: ${listedAtMost(reasons, 2)}`;
    const more = sum([records.confirmed]) > 0n ? ' more' : '';
    const noun = exact(records.possible) === 1n ? 'record' : 'records';
    lines.push(
      line(
        98,
        Infinity,
        'possible',
        `${integer(records.possible)}${more} ${noun} cannot be excluded${because}.`,
        open.flatMap((access) => access.evidence),
      ),
    );
  }
  return lines;
}

/** A reason that comes as a sentence, as a clause. */
function unstopped(reason: string): string {
  const text = reason.trim().replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

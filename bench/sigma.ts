/**
 * How fast one core matches the public Windows rules and our own against real events in memory, beside RSigma on the same events in the same run;
 * what ten times the rules cost; and which rules the index lets through most. Prints three tables.
 * Run: `node bench/sigma.ts [copies of the attack recordings]`; RSIGMA names the peer's binary when it is not on PATH.
 *
 * Figures go by processor time, so that what else the machine does counts little. Each round begins with caches that know nothing but one event of
 * each kind; the peer reads its events from JSON, which is in its figure, because it can't be had without.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules, loadRules, type SigmaRule } from '../src/sigma/index.ts';
import { readBodies, type Body } from './sigma/bodies.ts';
import { Peer } from './sigma/peer.ts';

const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, '../shared/data');
const copies = Number(process.argv[2] ?? 4);
/** Rounds after one for warming up; the best counts. */
const ROUNDS = 4;
const SLOWEST = 20;

interface Measured {
  readonly seconds: number;
  readonly candidates: number;
  readonly matches: number;
}

/** Seconds this thread has had a processor. */
function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

function matchAll(rules: readonly SigmaRule[], events: Body['events']): Measured {
  const set = compileRules(rules);
  const kinds = new Map(events.map((event) => [`${event.channel ?? ''} ${event.get('EventID') ?? ''}`, event]));
  for (const event of kinds.values()) set.match(event);
  const before = set.candidates();
  const started = spent();
  let matches = 0;
  for (const event of events) matches += set.match(event).length;
  return { seconds: spent() - started, candidates: set.candidates() - before, matches };
}

function best(rules: readonly SigmaRule[], events: Body['events']): Measured {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => matchAll(rules, events)).slice(1);
  return rounds.reduce((least, each) => (each.seconds < least.seconds ? each : least));
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(12))).join(' | ')} |`;
}

function head(cells: readonly string[]): void {
  console.log(row(cells));
  console.log(row(cells.map((_, i) => (i === 0 ? '---' : '---:'))));
}

function compare(bodies: readonly Body[], rules: readonly SigmaRule[], peer: Peer | null): void {
  head(['events', 'number', 'events/s', 'candidates', 'matches', 'rsigma/s', 'its matches', 'ratio']);
  for (const { name, events } of bodies) {
    const own = best(rules, events);
    const other = peer?.run(events);
    const rate = events.length / own.seconds;
    const beside = other === undefined ? ['-', '-', '-'] : [count(events.length / other.match), count(other.matches), ''];
    if (other !== undefined) beside[2] = ((rate * other.match) / events.length).toFixed(1);
    console.log(row([name, count(events.length), count(rate), (own.candidates / events.length).toFixed(2), count(own.matches), ...beside]));
  }
}

function scale(bodies: readonly Body[], rules: readonly SigmaRule[]): void {
  head(['events', '300 rules, s', 'ten times', 'ratio']);
  // Every tenth rule, so that both sets are of the same mixture.
  const few = rules.filter((_, i) => i % 10 === 0);
  for (const { name, events } of bodies) {
    const [a, b] = [best(few, events).seconds, best(rules, events).seconds];
    console.log(row([name, a.toFixed(2), b.toFixed(2), (b / a).toFixed(2)]));
  }
}

function slowest({ name, events }: Body, rules: readonly SigmaRule[]): void {
  const costs = new Map<SigmaRule, { times: number; matched: number; milliseconds: number }>();
  const set = compileRules(rules, undefined, (rule, matched, milliseconds) => {
    const cost = costs.get(rule) ?? { times: 0, matched: 0, milliseconds: 0 };
    costs.set(rule, { times: cost.times + 1, matched: cost.matched + (matched ? 1 : 0), milliseconds: cost.milliseconds + milliseconds });
  });
  for (const event of events) set.match(event);
  head([name, 'candidates', 'matches', 'ms', 'rule']);
  const sorted = [...costs].sort(([, a], [, b]) => b.milliseconds - a.milliseconds);
  for (const [rule, { times, matched, milliseconds }] of sorted.slice(0, SLOWEST))
    console.log(row(['', count(times), count(matched), milliseconds.toFixed(1), rule.file.split('/').at(-1) ?? '']));
}

if (existsSync(join(DATA, 'sigma')) && existsSync(join(DATA, 'evtx'))) {
  const started = spent();
  const own = join(ROOT, 'rules');
  const load = loadRules([own, join(DATA, 'sigma')]);
  const loaded = spent();
  const rules = load.rules.filter(({ logsource, file }) => logsource.product === 'windows' || file.startsWith(own));
  compileRules(rules);
  const [loading, compiling] = [loaded - started, spent() - loaded].map((seconds) => seconds.toFixed(2));
  console.log(
    `${load.rules.length} rules read in ${loading ?? ''} s; ${rules.length} of them are for Windows, compiled in ${compiling ?? ''} s\n`,
  );
  const bodies = await readBodies(copies);
  const peer = Peer.of(rules);
  console.log(peer === null ? 'left out: RSigma (not installed)\n' : `beside ${peer.version()}, which reads JSON as well\n`);
  compare(bodies, rules, peer);
  peer?.close();
  console.log('');
  scale(bodies, rules);
  for (const body of bodies) {
    console.log('');
    slowest(body, rules);
  }
} else console.log('left out: the public rules and recordings (../shared/data is not there)');

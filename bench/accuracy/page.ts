import { writeBetween } from '../run/page.ts';
import type { Measured } from './measure.ts';
import { nameOf, type Suite } from './suites.ts';

const BEGIN = '<!-- Made by npm run accuracy: from here … -->';
const END = '<!-- … to here. -->';

/** A suite with what was measured of it so far. */
export interface SuiteResult {
  readonly suite: Suite;
  readonly measured: readonly Measured[];
}

/** Puts the tables between the page's two marks; everything else of the page stays. */
export function writePage(file: string, results: readonly SuiteResult[]): void {
  writeBetween(file, [BEGIN, END], tables(results));
}

/** Both tables as Markdown: seeds that may be tuned on, and those that are only reported. */
export function tables(results: readonly SuiteResult[]): string {
  const part = (title: string, seedsOf: (suite: Suite) => readonly number[]): string => {
    const rows = results.flatMap(({ suite, measured }) => {
      const own = measured.filter(({ seed }) => seedsOf(suite).includes(seed));
      return own.length === 0 ? [] : [row(suite, own)];
    });
    return `### ${title}\n\n${[header, ...rows].join('\n')}`;
  };
  return [
    part('Seeds that may be tuned on (1–20)', (suite) => suite.tuned),
    part('Seeds that are only reported (101–120)', (suite) => suite.reported),
  ].join('\n\n');
}

const columns = [
  'scenario and flags',
  'seeds',
  'operations (true)',
  'hops precision',
  'hops recall',
  'of observable',
  'hosts precision',
  'recall',
  'stolen at precision',
  'recall',
  'records confirmed precision',
  'recall',
  'with possible: recall',
  'targets at k',
  'terminals a day',
  'seconds',
];
const header = `| ${columns.join(' | ')} |\n|${columns.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`;

function row(suite: Suite, measured: readonly Measured[]): string {
  const mean = (of: (one: Measured) => number | null): string => {
    const known = measured.map(of).filter((value) => value !== null);
    return known.length === 0 ? '–' : (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(2);
  };
  const total = (of: (one: Measured) => number): number => measured.reduce((sum, one) => sum + of(one), 0);
  const cells = [
    `\`${nameOf(suite)}\``,
    seeds(measured.map(({ seed }) => seed)),
    `${total((one) => one.score.operations)} (${total((one) => one.score.operations_true)})`,
    mean((one) => one.score.hops.precision),
    mean((one) => one.score.hops.recall),
    mean((one) => one.score.hops.recall_observable),
    mean((one) => one.score.hosts.precision),
    mean((one) => one.score.hosts.recall),
    mean((one) => one.score.stolen_at.precision),
    mean((one) => one.score.stolen_at.recall),
    mean((one) => one.score.exposure.confirmed.precision),
    mean((one) => one.score.exposure.confirmed.recall),
    mean((one) => one.score.exposure.possible.recall),
    mean((one) => one.score.targets.precision_at_k),
    (
      total((one) => one.terminals) /
      Math.max(
        1,
        total((one) => one.days),
      )
    ).toFixed(3),
    mean((one) => one.facts_s + one.investigate_s),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** `1–5, 9` */
function seeds(of: readonly number[]): string {
  const sorted = [...of].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const seed of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === seed - 1) last[1] = seed;
    else runs.push([seed, seed]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

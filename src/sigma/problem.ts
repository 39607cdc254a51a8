import { problem as sentence, type ErrorCode } from '../lib/index.ts';

/** Where in a rule file something stands; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with a rule, with its place. */
export interface RuleProblem extends Place {
  readonly code: ErrorCode;
  readonly file: string;
  readonly message: string;
}

/** A document or file that gave no rule. Its first problem stands for it; the others follow in `more`, in file order. */
export interface Rejected extends RuleProblem {
  /** The rule's title and id, where they could be read. */
  readonly title: string | null;
  readonly id: string | null;
  /** What correlations may call it. */
  readonly name?: string;
  readonly more: readonly RuleProblem[];
}

type Details = Record<string, string | number>;

/** Collects what is wrong with one document instead of stopping at the first problem. */
export interface ProblemCollector {
  readonly problems: RuleProblem[];
  add(code: ErrorCode, place: Place, details?: Details): void;
}

/** Problems beyond this many in one document say nothing new. */
const MAX_PROBLEMS = 20;

/** A collector for one document of `file`. */
export function problemCollector(file: string): ProblemCollector {
  const problems: RuleProblem[] = [];
  return {
    problems,
    add(code, place, details = {}) {
      if (problems.length < MAX_PROBLEMS) problems.push(ruleProblem(file, code, place, details));
    },
  };
}

/** One problem with its sentence from the catalogue; details are cut, because the author of a rule may be anyone. */
export function ruleProblem(file: string, code: ErrorCode, place: Place, details: Details = {}): RuleProblem {
  const shown = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, printable(value)]));
  return { code, file, line: place.line, column: place.column, message: sentence(code, shown) };
}

function printable(value: string | number): string | number {
  if (typeof value === 'number') return value;
  const line = value.replace(/\p{C}/gu, '\uFFFD');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** The rejection of a document with at least one problem; problems in file order. */
export function rejection(problems: readonly RuleProblem[], title: string | null, id: string | null, name: string | null = null): Rejected {
  const [first, ...more] = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (first === undefined) throw new Error('a rejection needs a problem');
  return { ...first, title, id, ...(name === null ? {} : { name }), more };
}

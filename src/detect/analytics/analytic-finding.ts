import { mergePointers, type Finding, type Pointer } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import { findingId } from '../findings.ts';
import type { Analytic } from './analytic.ts';

/** What every fact says of where it stands; times in µs since 1970. */
export interface Placed {
  readonly time: number;
  readonly time_100ns: number;
  readonly time_digits: number;
  readonly host: string;
  readonly ref: string;
  readonly pointers: readonly Pointer[];
}

/** The columns of `Placed` as SQL. */
export const PLACED = 'time, time_100ns, time_digits, host, ref, pointers';

/** What an analytic says of the facts it found together. */
export interface Verdict {
  readonly level: Finding['level'];
  readonly terminal: boolean;
  readonly attack: readonly string[];
  readonly tactics: readonly string[];
  readonly account: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** The finding of an analytic over facts, the first of which comes first in `facts`; its host is that of the first. Null without a fact. */
export function findingFrom({ id, title }: Pick<Analytic, 'id' | 'title'>, facts: readonly Placed[], verdict: Verdict): Finding | null {
  const [first] = facts;
  if (first === undefined) return null;
  const pointers = mergePointers(facts.map((fact) => fact.pointers));
  return {
    id: findingId(
      id,
      pointers.map((pointer) => pointer.ref),
    ),
    time: first.time,
    time_100ns: first.time_100ns,
    time_digits: first.time_digits,
    host: first.host,
    rule: id,
    title,
    level: verdict.level,
    author: 'Hardcell',
    terminal: verdict.terminal,
    attack: [...verdict.attack].sort(byText),
    tactics: [...verdict.tactics].sort(byText),
    fields: JSON.stringify(verdict.fields),
    last: facts.reduce((last, fact) => Math.max(last, fact.time), first.time),
    ref: first.ref,
    pointers,
    account: verdict.account,
  };
}

/** Findings in the order that every analytic gives them: by time, then by id. */
export function inOrder(findings: readonly (Finding | null)[]): Finding[] {
  return findings.filter((finding) => finding !== null).sort((a, b) => a.time - b.time || byText(a.id, b.id));
}

import { mergePointers, type BaseMatch, type Finding } from '../case/index.ts';
import { digestOf } from '../lib/index.ts';
import type { SigmaRule } from '../sigma/index.ts';

/** The id of a finding: over the key of its rule and the refs of its events, so that more evidence does not rename what a person has judged. */
export function findingId(rule: string, refs: readonly string[]): string {
  return digestOf([rule, ...[...new Set(refs)].sort()], 16);
}

/** One finding for one base match of a plain rule. */
export function findingOf(match: BaseMatch, rule: SigmaRule): Finding {
  return {
    id: findingId(rule.key, [match.ref]),
    time: match.time,
    time_100ns: match.time_100ns,
    time_digits: match.time_digits,
    host: match.host,
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    author: rule.author ?? 'not stated',
    terminal: rule.custom.hardcell?.terminal === true,
    attack: rule.attack,
    tactics: rule.tactics,
    fields: match.fields,
    last: match.time,
    ref: match.ref,
    pointers: mergePointers([match.pointers]),
    account: null,
  };
}

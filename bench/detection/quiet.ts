import { join } from 'node:path';
import { hardcell } from '../run/hardcell.ts';
import { findingsOf, isOurs } from '../run/finding.ts';
import { table } from '../run/page.ts';

/** A carrier in which nothing happens. */
export interface QuietCarrier {
  readonly hosts: number;
  readonly days: number;
  readonly seed: number;
}

const LEVELS = ['critical', 'high', 'medium', 'low', 'informational'] as const;
const NOISIEST = 12;

interface Counted {
  readonly title: string;
  readonly level: string;
  readonly ours: boolean;
  readonly terminal: boolean;
  count: number;
}

/**
 * What rules find where nothing happened: findings a host-day by level, findings a day that would anchor a story, and the rules that speak
 * most. `rules`: a folder of further rules; null: our own alone.
 */
export async function quietTable({ hosts, days, seed }: QuietCarrier, folder: string, rules: string | null): Promise<string> {
  const out = join(folder, `quiet-${hosts}-${days}`);
  await hardcell([
    'rehearse',
    'quiet',
    '--seed',
    `${seed}`,
    '--hosts',
    `${hosts}`,
    '--days',
    `${days}`,
    '--subscribers',
    '100',
    '--out',
    out,
  ]);
  const caseDir = join(out, 'case');
  const given = rules === null ? [] : ['--rules', rules];
  const context = ['--context', join(out, 'context'), '--key', join(out, 'case.key')];
  await hardcell(['investigate', join(out, 'evidence'), '--cdr', join(out, 'cdr'), '--case', caseDir, ...context, ...given]);
  const byRule = new Map<string, Counted>();
  for await (const finding of findingsOf(caseDir)) {
    const { id, title, level, terminal } = finding.rule;
    const counted = byRule.get(id);
    if (counted === undefined) byRule.set(id, { title, level, terminal, ours: isOurs(finding), count: 1 });
    else counted.count++;
  }
  const rulesFound = [...byRule.values()];
  const sum = (of: (counted: Counted) => boolean): number => rulesFound.filter(of).reduce((total, { count }) => total + count, 0);
  const perHostDay = (count: number): string => (count / (hosts * days)).toFixed(5);
  const rows = LEVELS.map((level) => {
    const [theirs, own] = [false, true].map((ours) => sum((counted) => counted.level === level && counted.ours === ours));
    return [level, ...(rules === null ? [] : [theirs ?? 0, perHostDay(theirs ?? 0)]), own ?? 0, perHostDay(own ?? 0)];
  });
  const terminals = sum(({ terminal }) => terminal);
  const noisiest = rulesFound
    .toSorted((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1))
    .slice(0, NOISIEST)
    .map(({ title, level, ours, count }) => [title.replaceAll('|', '\\|'), ours ? 'ours' : 'public', level, count]);
  const head = ['level', ...(rules === null ? [] : ['public rules', 'a host-day']), 'ours', 'a host-day'];
  return [
    `${hosts} hosts, ${days} days, seed ${seed}: ${terminals} findings that would anchor a story, ${(terminals / days).toFixed(3)} a day.`,
    table(head, rows),
    'The rules that speak most:',
    table(['rule', 'whose', 'level', 'findings'], noisiest),
  ].join('\n\n');
}

import { factTables, type Finding, type Pointer, type StageInput } from '../case/index.ts';
import { compileRules, type SigmaEvent, type SigmaRule } from '../sigma/index.ts';
import type { FactMatches } from './fact-matches.ts';
import { findingOf } from './findings.ts';

/** The columns of a fact that a finding needs, whatever the rule looks at. */
export interface FactRow {
  readonly time: number;
  readonly time_100ns: number;
  readonly time_digits: number;
  readonly host: string;
  readonly ref: string;
  readonly pointers: readonly Pointer[];
  readonly [column: string]: unknown;
}

/** Rules that need context (`logsource: {product: hardcell, category: <fact kind>}`) match facts, after the pass. A kind that no rule asks for is not read. What correlations name goes to `correlated`. */
export async function factRuleFindings(
  rules: readonly SigmaRule[],
  input: StageInput,
  correlated: FactMatches | null = null,
): Promise<Finding[]> {
  const ours = rules.filter((rule) => rule.logsource.product === 'hardcell');
  const findings: Finding[] = [];
  for (const table of factTables) {
    const wanted = ours.filter((rule) => rule.logsource.category === table.name);
    if (wanted.length === 0) continue;
    const compiled = compileRules(wanted);
    for await (const block of input.engine.stream<FactRow>(`SELECT * FROM ${input.from(table)} AS f`)) {
      for (const row of block) {
        for (const match of compiled.match(factEvent(table.name, row))) {
          const found = { ...row, rule: match.rule.key, fields: JSON.stringify(Object.fromEntries(match.fields)) };
          if (match.rule.correlated !== undefined) await correlated?.add(found);
          if (match.rule.correlated?.silent !== true) findings.push(findingOf(found, match.rule));
        }
      }
    }
  }
  return findings;
}

/** A fact as a rule sees it: its columns as fields, everything as text. */
export function factEvent(kind: string, row: FactRow): SigmaEvent {
  const text = (value: unknown): string | null => (value === null ? null : typeof value === 'string' ? value : JSON.stringify(value));
  return {
    source: 'hardcell',
    channel: kind,
    get: (field) => (Object.hasOwn(row, field) ? text(row[field]) : undefined),
    fields: () => Object.entries(row).map(([name, value]) => [name, text(value)] as const),
  };
}

import { baseMatchTable, findingTable, literal, type Finding, type StageDefinition } from '../case/index.ts';
import { byText } from '../lib/index.ts';
import type { Correlation, SigmaRule } from '../sigma/index.ts';
import { analytics, type Carrier } from './analytics/index.ts';
import { runCorrelations } from './correlations/index.ts';
import { FactMatches } from './fact-matches.ts';
import { factRuleFindings } from './fact-rules.ts';
import { findingOf } from './findings.ts';

/** What the stage asks for. */
export interface Detections {
  readonly rules: readonly SigmaRule[];
  /** Each after those it is built on. */
  readonly correlations: readonly Correlation[];
}

/** Stage 3, after the pass: base matches become findings, the analytics run over the facts, and correlations last, over everything that matched. */
export function detectStage({ rules, correlations }: Detections, carrier: Carrier, inputs: readonly string[]): StageDefinition {
  return {
    name: 'detect',
    version: 2,
    inputs: [...inputs, ...analytics.map((analytic) => analytic.id)],
    tables: [findingTable],
    async run(input, output) {
      const byKey = new Map(rules.map((rule) => [rule.key, rule]));
      const findings: Finding[] = [];
      for (const match of await input.rows(baseMatchTable, ownFindings(rules))) {
        const rule = byKey.get(match.rule);
        if (rule) findings.push(findingOf(match, rule));
      }
      const correlated = await FactMatches.open(input.engine);
      findings.push(...(await factRuleFindings(rules, input, correlated)));
      await correlated.flush();
      for (const analytic of analytics) findings.push(...(await analytic.run(input, carrier)));
      // The engine sorts what it writes; here two findings of one id (one rule given twice) become one.
      const unique = new Map(findings.map((finding) => [finding.id, finding]));
      await output.write(
        findingTable,
        [...unique.values()].sort((a, b) => byText(a.id, b.id)),
      );
      await runCorrelations(correlations, input, output, FactMatches.table);
      await correlated.close();
    },
  };
}

/** SQL: matches of rules that give findings of their own; those that correlations alone want may be very many. */
function ownFindings(rules: readonly SigmaRule[]): string {
  const silent = rules.filter((rule) => rule.correlated?.silent === true).map(({ key }) => literal(key));
  return silent.length === 0 ? 'true' : `rule NOT IN (${silent.join(', ')})`;
}

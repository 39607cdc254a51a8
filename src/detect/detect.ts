import { baseMatchTable, findingTable, type Finding, type StageDefinition } from '../case/index.ts';
import { byText } from '../lib/index.ts';
import type { SigmaRule } from '../sigma/index.ts';
import { analytics } from './analytics/index.ts';
import { factRuleFindings } from './fact-rules.ts';
import { findingOf } from './findings.ts';

/** Stage 3, after the pass: base matches become findings, and the analytics run over the facts. */
export function detectStage(rules: readonly SigmaRule[], inputs: readonly string[]): StageDefinition {
  return {
    name: 'detect',
    version: 1,
    inputs: [...inputs, ...analytics.map((analytic) => analytic.id)],
    tables: [findingTable],
    async run(input, output) {
      const byId = new Map(rules.map((rule) => [rule.id, rule]));
      const findings: Finding[] = [];
      for (const match of await input.rows(baseMatchTable)) {
        const rule = byId.get(match.rule);
        if (rule) findings.push(findingOf(match, rule));
      }
      findings.push(...(await factRuleFindings(rules, input)));
      for (const analytic of analytics) findings.push(...(await analytic.run(input)));
      // The engine sorts what it writes; here two findings of one id (one rule given twice) become one.
      const unique = new Map(findings.map((finding) => [finding.id, finding]));
      await output.write(
        findingTable,
        [...unique.values()].sort((a, b) => byText(a.id, b.id)),
      );
    },
  };
}

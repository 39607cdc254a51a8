import type { RuleProblem } from '../../problem.ts';
import { readRuleHeader } from '../../rule-header.ts';
import type { SigmaRule } from '../../rule.ts';
import { readYamlDocuments } from '../../yaml-documents.ts';
import type { CorrelatedMatch } from '../correlate.ts';
import type { ParsedCorrelation } from '../correlation.ts';
import { linkCorrelations, type LinkedRules } from '../link-correlations.ts';
import { parseCorrelation } from '../parse-correlation.ts';

/** The documents of files, linked; rules by name alone, with whatever detection. */
export function linked(...texts: string[]): LinkedRules & { readonly problems: readonly RuleProblem[] } {
  const rules: SigmaRule[] = [];
  const correlations: ParsedCorrelation[] = [];
  const problems: RuleProblem[] = [];
  for (const [i, text] of texts.entries()) {
    for (const document of readYamlDocuments(text, `${i}.yml`)) {
      const { root, collector } = document;
      if (root?.kind !== 'map') continue;
      if (root.entries.some(({ key }) => key === 'correlation')) {
        const parsed = parseCorrelation(root, document, `${i}.yml`);
        if (parsed !== null) correlations.push(parsed);
      } else {
        const header = readRuleHeader(root, document.source, collector);
        rules.push({ ...header, detection: { kind: 'and', parts: [] }, filters: [], file: `${i}.yml`, line: document.line });
      }
      problems.push(...collector.problems);
    }
  }
  return { ...linkCorrelations(rules, correlations, []), problems };
}

/** Documents of base rules of these names, each of which is its id too. */
export function baseRules(...names: string[]): string {
  return names.map((name) => `title: ${name}\nid: ${name}\nname: ${name}\nlogsource: {product: windows}\n---\n`).join('');
}

/** A match at a second of a rule, written `10 failed user=anna`; refs count from 1. */
export function matches(...lines: string[]): CorrelatedMatch[] {
  return lines.map((line, i) => {
    const [second = '', rule = '', ...fields] = line.split(' ');
    const ref = fields.find((field) => field.startsWith('ref='))?.slice(4) ?? `e:${String(i + 1).padStart(3, '0')}`;
    const pairs = fields.filter((field) => !field.startsWith('ref=')).map((field) => field.split('='));
    return {
      rule,
      time: Math.round(Number(second) * 10_000_000),
      ref,
      fields: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value])),
    };
  });
}

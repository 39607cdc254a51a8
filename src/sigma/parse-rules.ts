import type { ErrorCode } from '../lib/index.ts';
import { Collection } from './collection/index.ts';
import { parseCorrelation, type ParsedCorrelation } from './correlation/index.ts';
import { parseFilter, type SigmaFilter } from './filter/index.ts';
import { noPlaceholders, type Placeholders } from './placeholders.ts';
import { rejection, type Rejected } from './problem.ts';
import { readDetection } from './read-detection.ts';
import { find, readRuleHeader, textOf } from './rule-header.ts';
import type { SigmaRule } from './rule.ts';
import { readYamlDocuments, type MapNode, type RuleDocument } from './yaml-documents.ts';

/**
 * What a file gave: every document that is not empty is in exactly one of the lists, or one of the `actions`. A file in which nothing but
 * empty documents and actions stand is rejected besides.
 */
export interface ParsedRules {
  /** Filters are not applied yet. */
  readonly rules: readonly SigmaRule[];
  readonly correlations: readonly ParsedCorrelation[];
  readonly filters: readonly SigmaFilter[];
  readonly rejected: readonly Rejected[];
  /** How many documents only say what becomes of others (`action: global`, `action: reset`). */
  readonly actions: number;
}

/**
 * Reads the rules of one YAML text, one or more documents; `file` is only named in places. Never throws: what cannot be used is rejected
 * with its reasons, and the rest is read. Each list is in file order.
 */
export function parseRules(text: string, file: string, placeholders: Placeholders = noPlaceholders): ParsedRules {
  const rules: SigmaRule[] = [];
  const correlations: ParsedCorrelation[] = [];
  const filters: SigmaFilter[] = [];
  const rejected: Rejected[] = [];
  let actions = 0;
  const collection = new Collection();
  for (const document of readYamlDocuments(text.replace(/^\uFEFF/, ''), file)) {
    const isEmpty = document.root === null || (document.root.kind === 'scalar' && document.root.value === null);
    if (isEmpty && document.collector.problems.length === 0) continue;
    const collected = collection.take(document);
    if (collected.kind === 'action') actions++;
    else if (collected.kind === 'rejected') rejected.push(collected.rejected);
    else {
      const read = readDocument(collected.root, collected.document, file, placeholders);
      if (read.kind === 'rule') rules.push(read.rule);
      else if (read.kind === 'correlation') correlations.push(read.correlation);
      else if (read.kind === 'filter') filters.push(read.filter);
      else rejected.push(read.rejected);
    }
  }
  if (rules.length + correlations.length + filters.length + rejected.length === 0) rejected.push(nothingIn(file, actions));
  return { rules, correlations, filters, rejected, actions };
}

type Read =
  | { readonly kind: 'rule'; readonly rule: SigmaRule }
  | { readonly kind: 'correlation'; readonly correlation: ParsedCorrelation }
  | { readonly kind: 'filter'; readonly filter: SigmaFilter }
  | { readonly kind: 'rejected'; readonly rejected: Rejected };

function readDocument(root: MapNode, document: RuleDocument, file: string, placeholders: Placeholders): Read {
  const { collector } = document;
  const kinds = ['correlation', 'filter', 'detection'].filter((key) => find(root, key) !== undefined);
  const [kind, other] = kinds;
  if (other !== undefined) collector.add('RULE_NOT_A_RULE', root, { why: `it has both \`${kind}\` and \`${other}\`` });
  else if (kind === 'correlation') {
    const correlation = parseCorrelation(root, document, file);
    if (correlation !== null && collector.problems.length === 0) return { kind, correlation };
  } else if (kind === 'filter') {
    const filter = parseFilter(root, document, file, placeholders);
    if (filter !== null) return { kind, filter };
  } else {
    const rule = readRule(root, document, file, placeholders);
    if (rule !== null) return { kind: 'rule', rule };
  }
  const [title, id, name] = ['title', 'id', 'name'].map((key) => textOf(find(root, key)));
  return { kind: 'rejected', rejected: rejection(collector.problems, title ?? null, id ?? null, name ?? null) };
}

function readRule(root: MapNode, document: RuleDocument, file: string, placeholders: Placeholders): SigmaRule | null {
  const { collector } = document;
  if (find(root, 'detection') === undefined && find(root, 'logsource') === undefined) {
    collector.add('RULE_NOT_A_RULE', root, { why: 'it has neither logsource nor detection' });
    return null;
  }
  const header = readRuleHeader(root, document.source, collector);
  const detection = readDetection(root, document, placeholders);
  if (detection === null || collector.problems.length > 0) return null;
  return { ...header, detection, filters: [], file, line: document.line };
}

function nothingIn(file: string, actions: number): Rejected {
  const code: ErrorCode = 'RULE_NOT_A_RULE';
  const why = actions === 0 ? 'it is empty' : 'it has nothing but collection actions';
  return rejection([{ code, file, line: 1, column: 1, message: `not a Sigma rule: ${why}` }], null, null);
}

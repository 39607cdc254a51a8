import type { ErrorCode } from '../lib/index.ts';
import { rejection, type Place, type Rejected } from './problem.ts';
import { readDetection } from './read-detection.ts';
import { find, readRuleHeader, textOf } from './rule-header.ts';
import type { SigmaRule } from './rule.ts';
import { readYamlDocuments, type MapEntry, type MapNode, type RuleDocument } from './yaml-documents.ts';

/** What a file gave: every document that is not empty is in exactly one of the two; a file of empty ones is rejected. */
export interface ParsedRules {
  readonly rules: readonly SigmaRule[];
  readonly rejected: readonly Rejected[];
}

/**
 * Reads the rules of one YAML text, one or more documents; `file` is only named in places. Never throws: what cannot be used is rejected
 * with its reasons, and the rest is read. Rules and rejections stand in file order.
 */
export function parseRules(text: string, file: string): ParsedRules {
  const rules: SigmaRule[] = [];
  const rejected: Rejected[] = [];
  const collection: Collection = { open: false };
  const documents = readYamlDocuments(text.replace(/^\uFEFF/, ''), file);
  for (const document of documents) {
    const isEmpty = document.root === null || (document.root.kind === 'scalar' && document.root.value === null);
    if (isEmpty && document.collector.problems.length === 0) continue;
    const rule = readRule(document, file, collection);
    if ('title' in rule && 'detection' in rule) rules.push(rule);
    else rejected.push(rule);
  }
  if (rules.length + rejected.length === 0) rejected.push(emptyFile(file));
  return { rules, rejected };
}

/** Whether a collection action stands above: the documents after `action: global` need what it says. */
interface Collection {
  open: boolean;
}

function readRule(document: RuleDocument, file: string, collection: Collection): SigmaRule | Rejected {
  const { collector, root } = document;
  const map = root?.kind === 'map' ? root : null;
  const title = map === null ? null : textOf(find(map, 'title'));
  const id = map === null ? null : textOf(find(map, 'id'));
  const refuse = (): Rejected => rejection(collector.problems, title, id);
  if (map === null && collector.problems.length === 0) collector.add('RULE_NOT_A_RULE', document, { why: 'it is no mapping' });
  const other = map === null ? null : otherKind(map, collection);
  if (other !== null && collector.problems.length === 0) collector.add(other.code, other.place, other.details);
  if (map === null || collector.problems.length > 0) return refuse();
  const header = readRuleHeader(map, document.source, collector);
  const detection = readDetection(map, document);
  if (detection === null || collector.problems.length > 0) return refuse();
  return { ...header, detection, file, line: document.line };
}

interface OtherKind {
  readonly code: ErrorCode;
  readonly place: Place;
  readonly details: Record<string, string>;
}

/** Why a document is no detection rule at all; null when it may be one. */
function otherKind(map: MapNode, collection: Collection): OtherKind | null {
  const entry = (key: string): MapEntry | undefined => map.entries.find((candidate) => candidate.key === key);
  const action = entry('action');
  const name = textOf(action?.value);
  if (action !== undefined) collection.open = name !== 'reset';
  if (action !== undefined) return { code: 'RULE_COLLECTION_UNSUPPORTED', place: action.place, details: { action: name ?? '' } };
  if (collection.open) return { code: 'RULE_COLLECTION_UNSUPPORTED', place: map, details: { action: 'global' } };
  const correlation = entry('correlation');
  if (correlation !== undefined) return { code: 'RULE_CORRELATION_UNSUPPORTED', place: correlation.place, details: {} };
  if (entry('detection') !== undefined) return null;
  const filter = entry('filter');
  if (filter !== undefined) return { code: 'RULE_FILTER_UNSUPPORTED', place: filter.place, details: {} };
  if (entry('logsource') !== undefined) return null;
  return { code: 'RULE_NOT_A_RULE', place: map, details: { why: 'it has neither logsource nor detection' } };
}

function emptyFile(file: string): Rejected {
  return rejection([{ code: 'RULE_NOT_A_RULE', file, line: 1, column: 1, message: 'not a Sigma rule: it is empty' }], null, null);
}

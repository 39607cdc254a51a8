import { digestOf } from '../../lib/index.ts';
import { rejection, type Rejected } from '../problem.ts';
import { find, textOf } from '../rule-header.ts';
import type { MapNode, RuleDocument } from '../yaml-documents.ts';
import { countNodes, mergeMaps } from './merge-maps.ts';

/** What is to be done with a document once the collection actions above it have been followed. */
export type Collected =
  /** To be read: as it stands, or with what is merged into it. */
  | { readonly kind: 'document'; readonly document: RuleDocument; readonly root: MapNode }
  /** It was an action, and stands for no rule itself. */
  | { readonly kind: 'action' }
  | { readonly kind: 'rejected'; readonly rejected: Rejected };

/** A document that others are merged with; `null` when it was rejected, so that they cannot be. */
interface Template {
  readonly line: number;
  readonly content: { readonly root: MapNode; readonly source: string; readonly nodes: number } | null;
}

/** Merged documents may hold this many YAML nodes a file, so that a large template and many short documents cannot stand for millions. */
const MAX_MERGED_NODES = 500_000;

/**
 * The documents of one file as a collection: `action: global` completes every rule below it, `reset` ends that, and `repeat` is the rule
 * before it (or the `global` document) with changes. As in SigmaHQ's converter, what a global document says counts more than what the
 * rule says, a further global document takes the place of the one before, and correlations and filters are left alone.
 */
export class Collection {
  #global: Template | null = null;
  #previous: Template | null = null;
  #nodes = 0;

  /** Documents in file order. A document that has problems already is rejected, and with it what it would have completed. */
  take(document: RuleDocument): Collected {
    const { collector, root } = document;
    if (root?.kind !== 'map' && collector.problems.length === 0) collector.add('RULE_NOT_A_RULE', document, { why: 'it is no mapping' });
    const action = root?.kind === 'map' ? find(root, 'action') : undefined;
    const name = root?.kind === 'map' ? textOf(action) : actionWritten(document.source);
    if (root?.kind !== 'map' || collector.problems.length > 0) return this.#reject(document, name);
    const isNone = action === undefined || (action.kind === 'scalar' && action.value === null);
    if (isNone) return this.#plain(document, root);
    const rest = { ...root, entries: root.entries.filter(({ key }) => key !== 'action') };
    if (name === 'global') {
      this.#global = this.#previous = template(document, rest, document.source);
      return { kind: 'action' };
    }
    if (name === 'repeat') return this.#merged(document, this.#previous, rest, (previous) => mergeMaps(previous, rest, rest));
    if (name !== 'reset') collector.add('RULE_ACTION_UNKNOWN', action, { action: name ?? '' });
    else if (rest.entries.length > 0) collector.add('RULE_NOT_A_RULE', rest, { why: 'a document with `action: reset` holds nothing else' });
    if (collector.problems.length > 0) return this.#reject(document, name);
    this.#global = null;
    return { kind: 'action' };
  }

  #plain(document: RuleDocument, root: MapNode): Collected {
    if (find(root, 'correlation') !== undefined || find(root, 'filter') !== undefined) return { kind: 'document', document, root };
    return this.#merged(document, this.#global, root, (global) => mergeMaps(root, global, root));
  }

  #merged(document: RuleDocument, completing: Template | null, own: MapNode, merge: (other: MapNode) => MapNode): Collected {
    if (completing === null) {
      this.#previous = template(document, own, document.source);
      return { kind: 'document', document: { ...document, root: own }, root: own };
    }
    if (completing.content === null) {
      document.collector.add('RULE_COLLECTION_BROKEN', own, { line: completing.line });
      return this.#reject(document, null);
    }
    this.#nodes += completing.content.nodes + countNodes(own);
    if (this.#nodes > MAX_MERGED_NODES) {
      document.collector.add('RULE_TOO_LARGE', own, { limit: MAX_MERGED_NODES, what: 'YAML nodes in the collection of its file' });
      return this.#reject(document, null);
    }
    const root = merge(completing.content.root);
    const source = `${completing.content.source}\n---\n${document.source}`;
    this.#previous = template(document, root, source);
    return { kind: 'document', document: { ...document, root, source }, root };
  }

  #reject(document: RuleDocument, action: string | null): Collected {
    const broken: Template = { line: document.line, content: null };
    if (action === 'global') this.#global = broken;
    if (action === 'reset') this.#global = null;
    else this.#previous = broken;
    const map = document.root?.kind === 'map' ? document.root : null;
    const [title, id] = ['title', 'id'].map((key) => (map === null ? null : textOf(find(map, key))));
    return { kind: 'rejected', rejected: rejection(document.collector.problems, title ?? null, id ?? null) };
  }
}

function template(document: RuleDocument, root: MapNode, source: string): Template {
  // The source only names what was read; it would grow with every repetition.
  return { line: document.line, content: { root, source: digestOf([source]), nodes: countNodes(root) } };
}

/** The action of a document that is no YAML: what it would have done must not be forgotten. */
function actionWritten(source: string): string | null {
  return /^action[ \t]*:[ \t]*["']?(\w+)/m.exec(source)?.[1] ?? null;
}

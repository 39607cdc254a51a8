import type { Place } from './problem.ts';
import type { Alternatives } from './value.ts';

/** One line of a detection: a field (or, for keywords, any field), and what its value must be. */
export interface DetectionItem extends Place {
  readonly kind: 'item';
  /** Null: a keyword, which may stand anywhere in any field's value. */
  readonly field: string | null;
  readonly modifiers: readonly string[];
  readonly values: readonly Alternatives[];
  /** Every value must match (`all`), not just one of them. */
  readonly all: boolean;
  /** `neq`: true when the rest is false. */
  readonly negated: boolean;
}

/** What a rule looks for, with all names looked up: the tree that is matched, indexed and explained. */
export type DetectionNode =
  | DetectionItem
  | { readonly kind: 'and'; readonly parts: readonly DetectionNode[] }
  | { readonly kind: 'or'; readonly parts: readonly DetectionNode[] }
  | { readonly kind: 'not'; readonly part: DetectionNode }
  /** A search identifier that the condition names. */
  | { readonly kind: 'search'; readonly name: string; readonly part: DetectionNode };

/** Every item of a tree, in the order written; an item that the condition names twice stands once. */
export function detectionItems(root: DetectionNode): DetectionItem[] {
  const items = new Set<DetectionItem>();
  const visit = (node: DetectionNode): void => {
    if (node.kind === 'item') items.add(node);
    else if ('part' in node) visit(node.part);
    else for (const part of node.parts) visit(part);
  };
  visit(root);
  return [...items];
}

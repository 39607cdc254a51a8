/** A rectangle in CSS px, from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Finds room for labels. Labels, edges and marks are never met; bars and hatch are met only when nothing else is left. */
export interface Placer {
  /** Takes room that no label may meet. */
  block(box: Box): void;
  /** Takes room that labels avoid while they can. */
  avoid(box: Box): void;
  /** The first candidate that meets nothing, else the first that meets only bars; its room is taken. Null when there is none. */
  place<T extends { readonly box: Box }>(candidates: readonly T[]): T | null;
}

/** Width of a text as it is reckoned before any font is known: 0.6 em a character. */
export function textWidth(text: string, fontSize: number): number {
  return [...text].length * fontSize * 0.6;
}

/** Boxes are kept by stripes of the page, so that hundreds of labels stay cheap. */
const STRIPE = 32;

export function placer(bounds: Box): Placer {
  const hard = new Map<number, Box[]>();
  const soft = new Map<number, Box[]>();
  const free = (box: Box, stripes: ReadonlyMap<number, readonly Box[]>): boolean => {
    for (const stripe of stripesOf(box)) if (stripes.get(stripe)?.some((other) => meet(box, other)) === true) return false;
    return true;
  };
  return {
    block: (box) => keep(hard, box),
    avoid: (box) => keep(soft, box),
    place(candidates) {
      const inside = candidates.filter((candidate) => within(candidate.box, bounds) && free(candidate.box, hard));
      const chosen = inside.find((candidate) => free(candidate.box, soft)) ?? inside[0] ?? null;
      if (chosen !== null) keep(hard, chosen.box);
      return chosen;
    },
  };
}

function keep(stripes: Map<number, Box[]>, box: Box): void {
  for (const stripe of stripesOf(box)) {
    const list = stripes.get(stripe) ?? [];
    list.push(box);
    stripes.set(stripe, list);
  }
}

function stripesOf(box: Box): readonly number[] {
  const first = Math.floor(box.y / STRIPE);
  const last = Math.floor((box.y + box.h) / STRIPE);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function within(box: Box, bounds: Box): boolean {
  return box.x >= bounds.x && box.y >= bounds.y && box.x + box.w <= bounds.x + bounds.w && box.y + box.h <= bounds.y + bounds.h;
}

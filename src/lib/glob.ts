/** One step of a compiled glob. */
type Step =
  | { readonly kind: 'char'; readonly char: string }
  /** `?` */
  | { readonly kind: 'one' }
  /** `*` */
  | { readonly kind: 'any' }
  /** `**` */
  | { readonly kind: 'deep' }
  /** Stands before the two steps of a leading `**` and its slash, which may be left out together. */
  | { readonly kind: 'optional' };

/**
 * Whether a path matches a glob: `*` and `?` stay within a folder, `**` crosses folders, and `**` followed by a slash also
 * stands for no folder at all. Everything else is literal; both sides use `/`. All positions of the pattern are followed at
 * once, so the time is bounded by pattern length × path length, whatever the pattern.
 */
export function matchGlob(pattern: string, path: string): boolean {
  const steps = compile(pattern);
  let alive = new Uint8Array(steps.length + 4);
  let next = new Uint8Array(steps.length + 4);
  alive[0] = 1;
  passEmpty(steps, alive);
  for (const char of path) {
    next.fill(0);
    let any = false;
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i];
      if (alive[i] !== 1 || step === undefined) continue;
      const stays = step.kind === 'deep' || (step.kind === 'any' && char !== '/');
      if (stays) next[i] = 1;
      else if (step.kind === 'char' ? step.char === char : step.kind === 'one' && char !== '/') next[i + 1] = 1;
      else continue;
      any = true;
    }
    if (!any) return false;
    passEmpty(steps, next);
    [alive, next] = [next, alive];
  }
  return alive[steps.length] === 1;
}

function compile(pattern: string): Step[] {
  const chars = [...pattern];
  const steps: Step[] = [];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (char === '?') steps.push({ kind: 'one' });
    else if (char !== '*') steps.push({ kind: 'char', char });
    else if (chars[i + 1] !== '*') steps.push({ kind: 'any' });
    else {
      const startsFolder = i === 0 || chars[i - 1] === '/';
      while (chars[i + 1] === '*') i++;
      if (startsFolder && chars[i + 1] === '/') steps.push({ kind: 'optional' });
      steps.push({ kind: 'deep' });
    }
  }
  return steps;
}

/** Adds the positions that are reached without reading a character. */
function passEmpty(steps: readonly Step[], alive: Uint8Array): void {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (alive[i] !== 1 || step === undefined) continue;
    if (step.kind === 'any' || step.kind === 'deep' || step.kind === 'optional') alive[i + 1] = 1;
    if (step.kind === 'optional') alive[i + 3] = 1;
  }
}

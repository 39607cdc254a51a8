import type { Analytic } from './analytic.ts';
import { webShell } from './web-shell.ts';

export type { Analytic } from './analytic.ts';

/** Every analytic, in the order they run. */
export const analytics: readonly Analytic[] = [webShell];

import { join } from 'node:path';
import { hardcell, temporaryFolder, type Ended } from './hardcell.ts';

/** A rehearsed slice on the disk. */
export interface Slice {
  readonly dir: string;
  readonly evidence: string;
  readonly cdr: string;
  readonly context: string;
  readonly truth: string;
}

export async function rehearseSlice(seed: number, ...more: string[]): Promise<Slice> {
  const dir = join(temporaryFolder(), 'slice');
  const done = await hardcell(['rehearse', 'slice', '--seed', String(seed), '--out', dir, ...more]);
  if (done.code !== 0) throw new Error(`rehearse ended with ${done.code}: ${done.stderr}`);
  return { dir, evidence: join(dir, 'evidence'), cdr: join(dir, 'cdr'), context: join(dir, 'context'), truth: join(dir, 'truth.json') };
}

/** Investigates a slice; `evidence` replaces the arguments. */
export function investigateSlice(
  slice: Slice,
  caseDir: string,
  key: string,
  options: { evidence?: string[]; more?: string[]; env?: Record<string, string>; killAfter?: number } = {},
): Promise<Ended> {
  const { evidence = [slice.evidence], more = [], env = {}, killAfter } = options;
  return hardcell(
    ['investigate', ...evidence, '--case', caseDir, '--cdr', slice.cdr, '--context', slice.context, '--key', key, ...more],
    env,
    killAfter,
  );
}

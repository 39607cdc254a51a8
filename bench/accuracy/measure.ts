import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Score } from '../../src/score/index.ts';
import { hardcell } from '../run/hardcell.ts';
import type { Run } from './suites.ts';

/** What was measured of one rehearsal. */
export interface Measured {
  readonly seed: number;
  readonly score: Score;
  /** Findings strong enough to anchor a story, and the days that were played. */
  readonly terminals: number;
  readonly days: number;
  readonly true_hops: number;
  readonly observable_hops: number;
  /** Seconds to make the facts, and from there to the exposure. */
  readonly facts_s: number;
  readonly investigate_s: number;
}

/** Rehearses to facts, investigates and scores, each with one worker; what it wrote is removed. Throws what the command printed where one fails. */
export async function measure({ suite, seed }: Run): Promise<Measured> {
  const out = mkdtempSync(join(tmpdir(), 'hardcell-accuracy-'));
  try {
    const started = Date.now();
    await hardcell(['rehearse', suite.scenario, '--seed', `${seed}`, ...suite.flags, '--facts', '--jobs', '1', '--out', join(out, 'r')]);
    const played = Date.now();
    const caseDir = join(out, 'r', 'case');
    await hardcell(['investigate', join(out, 'r', 'evidence'), '--case', caseDir, '--jobs', '1']);
    const ended = Date.now();
    const truthFile = join(out, 'r', 'truth.json');
    const keyed = ['--case', caseDir, '--key', join(out, 'r', 'case.key'), '--context', join(out, 'r', 'context')];
    const score = JSON.parse(await hardcell(['score', ...keyed, '--truth', truthFile, '--json'])) as Score;
    const findings = await hardcell(['show', 'findings', '--case', caseDir, '--json']);
    const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as { days: number; operations: { hops: { observable: boolean }[] }[] };
    const hops = truth.operations.flatMap((operation) => operation.hops);
    return {
      seed,
      score,
      terminals: findings.split('\n').filter((line) => line.includes('"terminal":true')).length,
      days: truth.days,
      true_hops: hops.length,
      observable_hops: hops.filter((hop) => hop.observable).length,
      facts_s: (played - started) / 1000,
      investigate_s: (ended - played) / 1000,
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * Where a test may have the process killed, to show that a run cut off there continues and ends with the same bytes.
 * `HARDCELL_CRASH_POINT=before-rename:2` kills it at the second passing of that point; unset, this costs one comparison.
 */
export type CrashPoint = 'in-shard' | 'before-rename' | 'before-manifest-row';

const [wanted, nth = '1'] = (process.env['HARDCELL_CRASH_POINT'] ?? '').split(':');
let passed = 0;

export function crashPoint(point: CrashPoint): void {
  if (point !== wanted) return;
  passed += 1;
  if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL');
}

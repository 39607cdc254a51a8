import { fileTimeText, millisecondText, MILLISECOND, type Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import { sharedOf } from '../../play/shared.ts';
import { authorizedAt } from '../../warehouse/index.ts';
import type { WorldBase } from '../../world/index.ts';

/** From the call that opens LSASS to Sysmon's record of it. */
const SYSMON_LATE = 2 * MILLISECOND;

/** True time at which the destination of an activity lets its account in. */
export function letInAt(base: WorldBase, activity: Activity): Moment {
  return activity.at + sharedOf(base, activity).latency;
}

/** The same as the destination's own log prints it: by its own clock, with its own digits. */
export function letInText(base: WorldBase, activity: Activity): string {
  if (activity.kind === 'database') return millisecondText(authorizedAt(base, activity));
  return hostTimeText(base, activity.to, letInAt(base, activity));
}

/** A true time as a Windows host's own log prints it. */
export function hostTimeText({ estate }: Pick<WorldBase, 'estate'>, host: number, at: Moment): string {
  return fileTimeText(at + (estate.hosts[host]?.skew ?? 0));
}

/** When the record of a dump is dated on its host. */
export function theftText(base: Pick<WorldBase, 'estate'>, { host, at }: { readonly host: number; readonly at: Moment }): string {
  return hostTimeText(base, host, at + SYSMON_LATE);
}

import type { Host } from '../estate/index.ts';
import { SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { ActivityKind } from '../plan/index.ts';
import { drawLength } from './chances.ts';
import type { Worker } from './worker.ts';

/** How somebody works on a server by hand: a desktop, a shell, files, seldom WMI; a secure shell where it is Linux. */
export function handWork(random: Random, to: Host): { readonly kind: ActivityKind; readonly seconds: number } {
  if (to.system === 'linux') return { kind: 'ssh', seconds: drawLength(random, 40, 5_400) };
  const chance = random.fraction();
  if (chance < 0.5) return { kind: 'desktop', seconds: drawLength(random, 180, 5_400) };
  if (chance < 0.75) return { kind: 'shell', seconds: drawLength(random, 20, 1_800) };
  if (chance < 0.92) return { kind: 'share', seconds: drawLength(random, 20, 2_400) };
  return { kind: 'wmi', seconds: drawLength(random, 2, 60) };
}

/**
 * From the desk to a jump host under one account, and from there on to servers under another, while the first session lasts.
 * Returns the length of that session in seconds; 0 where it did not come about.
 */
export function throughJump(
  worker: Worker,
  at: Moment,
  seconds: number,
  targets: readonly Host[],
  accounts: { readonly jump: number; readonly server: number },
): number {
  const { random } = worker;
  const jump = worker.jump();
  const lasts = worker.do('desktop', at, seconds, jump.index, accounts.jump);
  // Overnight sessions are left to themselves: what is done in them is done in the first hours.
  const busy = Math.min(lasts, 4 * 3600);
  for (const target of targets) {
    if (target === jump || busy < 120) continue;
    const begins = 20 + random.fraction() * busy * 0.7;
    const work = handWork(random, target);
    worker.do(
      work.kind,
      at + Math.round(begins * SECOND),
      Math.min(work.seconds, busy - begins - 5),
      target.index,
      accounts.server,
      jump.index,
    );
  }
  return lasts;
}

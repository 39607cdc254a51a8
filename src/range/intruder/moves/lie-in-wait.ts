import { MINUTE, SECOND } from '../../moment.ts';
import { stands, type Actor, type Hold } from '../mind/actor.ts';
import { run } from './command.ts';
import { dumpMemory } from './steal.ts';

/**
 * Leaves a tool on hosts he holds that waits for somebody to sign on, whose credential he lacks, and reads the memory then. Returns the host
 * where somebody did within a time (µs), null where nobody came.
 */
export function lieInWait(actor: Actor, holds: readonly Hold[], patience: number): number | null {
  const { ground, clock, knowledge, kit, random, chronicle } = actor;
  const waiting = holds.map((hold) => {
    const line = `${kit.escalator.image} -w ${random.integer(1, 9)}`;
    const { key, at } = run(actor, hold, {
      image: kit.escalator.image,
      line,
      tool: kit.escalator,
      seconds: Math.round(patience / SECOND),
      asSystem: true,
    });
    chronicle.step({
      at,
      host: hold.host,
      tactic: 'credential-access',
      technique: 'T1056',
      title: 'Waiting for somebody to sign on',
      account: null,
    });
    return { hold, key, at };
  });
  const until = clock.now + patience;
  let best: { readonly hold: Hold; readonly key: string; readonly at: number; readonly begins: number } | null = null;
  for (const one of waiting) {
    const begins = ground.nextWorthwhile(one.hold.host, clock.now, best?.begins ?? until, knowledge.credentials);
    if (begins !== null && !ground.wasDown(one.hold.host, one.at, begins + 5 * MINUTE)) best = { ...one, begins };
  }
  if (best === null) {
    clock.waitFor(until);
    return null;
  }
  clock.waitFor(best.begins + random.integer(20, 200) * SECOND);
  if (clock.over) return null;
  const { hold, key } = best;
  if (hold.process !== null && !stands(actor, hold, clock.now) && hold.activity !== null) return null;
  dumpMemory(actor, hold, key);
  return hold.host;
}

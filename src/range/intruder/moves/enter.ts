import type { Actor, Hold } from '../mind/actor.ts';
import { request, run } from './command.ts';

/** A page of a public server lets a script through; the web shell answers, and is asked who it is. */
export function enter(actor: Actor, foothold: number): Hold {
  const { script, kit, clock, chronicle, random, knowledge, ground } = actor;
  const at = clock.now;
  script.add({ act: 'exploit', host: foothold, at, client: kit.client, page: kit.page, shell: kit.shell });
  chronicle.step({ at, host: foothold, tactic: 'initial-access', technique: 'T1190', title: 'Web application exploited', account: null });
  chronicle.step({ at, host: foothold, tactic: 'persistence', technique: 'T1505.003', title: 'Web shell planted', account: null });
  const hold: Hold = {
    host: foothold,
    process: null,
    session: 'system',
    since: at,
    until: Infinity,
    activity: null,
    edge: null,
    lured: null,
    depth: 0,
  };
  actor.holds.set(foothold, hold);
  knowledge.sight(foothold, ground.base.estate.hosts[foothold]?.role ?? null);
  clock.after(60, 600);
  for (let i = random.integer(2, 6); i > 0; i--) {
    request(actor, foothold, clock.after(10, 200), { received: random.integer(300, 900), sent: random.integer(200, 4_000) });
  }
  run(actor, hold, { image: 'whoami.exe', line: 'whoami' });
  return hold;
}

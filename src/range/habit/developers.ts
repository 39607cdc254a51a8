import type { Host } from '../estate/index.ts';
import { drawLength, drawPlaceOf } from './chances.ts';
import { throughJump } from './jump-work.ts';
import type { Worker, Workday } from './worker.ts';

/** Developers sit on jump hosts and go on from there to what they build, under the account they read mail with. */
export function developerHabits(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  for (let i = worker.count(0.8); i > 0; i--) {
    const own = person.servers.map((index) => scene.estate.hosts[index]).filter((host) => host !== undefined && host.role !== 'jump');
    const targets = Array.from({ length: random.integer(1, 2) }, () => own[drawPlaceOf(random, own.length)]).filter(
      (host): host is Host => host !== undefined,
    );
    const accounts = { jump: worker.account, server: worker.account };
    throughJump(worker, worker.momentOf(day), drawLength(random, 1_200, 21_000), targets, accounts);
  }
}

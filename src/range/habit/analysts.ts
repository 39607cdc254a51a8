import { drawLength } from './chances.ts';
import { throughJump } from './jump-work.ts';
import type { Worker, Workday } from './worker.ts';

/** Somebody who asks the records for good reasons, so often a day, from his desk and under his own account. */
export function databaseHabits(mean: number): (worker: Worker, day: Workday) => void {
  return (worker, day) => {
    const warehouse = worker.scene.estate.byRole('warehouse')[0];
    if (warehouse === undefined) return;
    for (let i = worker.count(mean); i > 0; i--) {
      worker.do('database', worker.momentOf(day), drawLength(worker.random, 60, 5_400), warehouse.index);
    }
  };
}

/** Who looks after the records' database: by a client from his desk, by secure shell from a jump host. */
export function databaseAdminHabits(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  const warehouse = scene.estate.byRole('warehouse')[0];
  if (warehouse === undefined) return;
  for (let i = worker.count(1.2); i > 0; i--)
    worker.do('database', worker.momentOf(day), drawLength(random, 60, 7_200), warehouse.index, worker.admin);
  const accounts = { jump: person.badHabits ? worker.admin : worker.account, server: worker.admin };
  if (random.chance(0.6)) throughJump(worker, worker.momentOf(day), drawLength(random, 900, 10_000), [warehouse], accounts);
  const billing = scene.estate.byRole('billing').filter((host) => person.servers.includes(host.index));
  if (random.chance(0.3) && billing.length > 0) {
    throughJump(worker, worker.momentOf(day), drawLength(random, 900, 7_000), [random.pick(billing)], accounts);
  }
}

import { drawLength } from './chances.ts';
import type { Worker, Workday } from './worker.ts';

/** The helpdesk looks at others' desks from afar. */
export function helpdeskHabits(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  for (let i = worker.count(3.2); i > 0; i--) {
    const desk = deskToHelp(worker);
    if (desk !== person.desk) worker.do('desktop', worker.momentOf(day), drawLength(random, 150, 2_700), desk, worker.admin);
  }
  if (random.chance(0.3)) worker.do('runas', worker.momentOf(day), drawLength(random, 60, 3_600), person.desk, worker.admin);
  if (person.badHabits && random.chance(0.08)) {
    const server = random.pick(scene.windowsServers);
    if (server.role === 'files' || server.role === 'application') worker.do('share', worker.momentOf(day), 120, server.index, worker.admin);
  }
}

/** Who sets desks up works on them by shell, by WMI, at their own keyboards. */
export function deskAdminHabits(worker: Worker, day: Workday): void {
  const { random, scene } = worker;
  for (let i = worker.count(2.6); i > 0; i--) {
    const desk = deskToHelp(worker);
    const chance = random.fraction();
    const at = worker.momentOf(day);
    if (desk === worker.person.desk) continue;
    if (chance < 0.4) worker.do('shell', at, drawLength(random, 20, 900), desk, worker.admin);
    else if (chance < 0.6) worker.do('wmi', at, drawLength(random, 2, 60), desk, worker.admin);
    else if (chance < 0.9) worker.do('share', at, drawLength(random, 20, 1_200), desk, worker.admin);
    else scene.diary.add('console', at, drawLength(random, 200, 2_400), desk, desk, worker.admin);
  }
  if (random.chance(0.3))
    worker.do('desktop', worker.momentOf(day), drawLength(random, 300, 5_400), scene.estate.byRole('rollout')[0]?.index ?? 0, worker.admin);
}

/** Desks nearby more often: half of all calls come from the same site. */
function deskToHelp({ random, scene, person }: Worker): number {
  for (let tries = 0; tries < 3; tries++) {
    const desk = random.pick(scene.windowsDesks);
    if (desk.site === person.site || random.chance(0.5)) return desk.index;
  }
  return random.pick(scene.windowsDesks).index;
}

import type { Host, ServiceAccount } from '../estate/index.ts';
import { MINUTE, SECOND } from '../moment.ts';
import type { Random } from '../random.ts';
import { drawLength } from './chances.ts';
import type { Downtimes } from './downtime.ts';
import type { Scene } from './scene.ts';
import { isResident } from './service-hosts.ts';

/** What one service account does on one day, seen from one of the hosts it runs on. */
interface Shift {
  readonly scene: Scene;
  readonly random: Random;
  readonly service: ServiceAccount;
  readonly account: number;
  readonly host: Host;
  /** Hosts it reaches from here, itself and desks aside. */
  readonly reached: readonly Host[];
  /** Its usual hour at night, 0–6, by the clock of the host's site. */
  readonly hour: number;
  readonly day: number;
}

type Routine = (shift: Shift) => void;

const ROUTINES: Readonly<Record<ServiceAccount['purpose'], Routine>> = {
  backup: backUp,
  deployment: takeStock,
  mediation: loadRecords,
  monitoring: watch,
  scanner: () => {},
  sql: (shift) => copyAway(shift, 1),
  web: (shift) => copyAway(shift, 2),
  task: runTask,
  reporting: report,
  mail: () => {},
};

/** Every day of every service account, on each host it runs on. */
export function drawServiceWork(random: Random, scene: Scene): void {
  const { estate, span } = scene;
  for (const service of estate.services) {
    const account = estate.accountIndex(service.account);
    for (const [place, index] of service.runsOn.entries()) {
      const host = estate.hosts[index];
      if (host === undefined) continue;
      random.restart(account, index);
      const all = service.reaches.filter((to) => to !== index).flatMap((to) => estate.hosts[to] ?? []);
      const reached = all.filter((to, i) => to.role !== 'desktop' && i % service.runsOn.length === place);
      const hour = random.between(0.3, 5.5);
      const few = service.purpose === 'backup' || service.purpose === 'monitoring';
      for (let day = 0; day < span.days; day++) {
        ROUTINES[service.purpose]({ scene, random, service, account, host, reached: few ? reached : all, hour, day });
      }
    }
  }
}

/** Services start again after each restart of their host, and now and then by themselves. */
export function drawServiceStarts(random: Random, scene: Scene, downtimes: Downtimes): void {
  const { estate, span } = scene;
  for (const service of estate.services) {
    if (!isResident(service)) continue;
    const account = estate.accountIndex(service.account);
    for (const index of service.runsOn) {
      if (estate.hosts[index]?.system !== 'windows') continue;
      random.restart(account, index);
      const starts = downtimes.of(index).map(({ at, seconds }) => at + (seconds + random.integer(15, 160)) * SECOND);
      for (let day = 0; day < span.days; day++) {
        if (random.chance(1 / 35)) starts.push(scene.localTime(day, random.between(0, 24), 0));
      }
      starts.sort((a, b) => a - b);
      for (const [i, at] of starts.entries()) {
        const next = starts[i + 1] ?? span.until;
        scene.diary.add('daemon', at, (next - at) / SECOND, index, index, account);
      }
    }
  }
}

function night({ scene, host, day, hour }: Shift, after = 0): number {
  return scene.localTime(day, hour, scene.offsetOf(host)) + Math.round(after * SECOND);
}

/** The job starts at home, then copies one host after another, with a machine left out now and then. */
function backUp(shift: Shift): void {
  const { scene, random, account, host, reached } = shift;
  const start = night(shift, random.integer(0, 40));
  const each = Math.min(900, 18_000 / Math.max(1, reached.length));
  scene.diary.add('batch', start, each * reached.length + 60, host.index, host.index, account);
  for (const [i, to] of reached.entries()) {
    if (random.chance(0.03)) continue;
    const at = start + Math.round((20 + i * each + random.between(0, each * 0.3)) * SECOND);
    scene.diary.add('backup', at, each * random.between(0.3, 0.65), host.index, to.index, account);
  }
}

/** The roll-out server counts what is installed: a tenth of all hosts a day. */
function takeStock({ scene, random, account, host, service, day }: Shift): void {
  for (const to of service.reaches) {
    if (to === host.index || !random.chance(0.1)) continue;
    const at = scene.localTime(day, random.between(9, 17), scene.offsetOf(host));
    scene.diary.add('share', at, random.integer(2, 90), host.index, to, account);
  }
}

/** Call records come from the front ends and go to the warehouse: a session for each half of the day, files in between. */
function loadRecords({ scene, random, account, host, reached, day }: Shift): void {
  const warehouse = scene.estate.byRole('warehouse')[0];
  const files = reached.filter((to) => to.role === 'files');
  for (let half = 0; half < 2; half++) {
    const at = scene.localTime(day, half * 12 + random.between(0, 0.2), 0);
    if (warehouse !== undefined) scene.diary.add('database', at, random.between(9, 11.7) * 3600, host.index, warehouse.index, account);
  }
  for (let i = 0; i < 4; i++) {
    const at = scene.localTime(day, i * 6 + random.between(0.4, 1), 0);
    const frontend = random.pick(scene.estate.byRole('frontend'));
    scene.diary.add('ssh', at, random.integer(4, 200), host.index, frontend.index, account);
    if (files.length > 0) scene.diary.add('share', at + 4 * MINUTE, random.integer(10, 400), host.index, random.pick(files).index, account);
  }
}

/** The monitoring station looks at every server by WMI; in truth every few minutes, here once a day. */
function watch({ scene, random, account, host, reached, day }: Shift): void {
  for (const [i, to] of reached.entries()) {
    const at = scene.localTime(day, ((i * 7) % 24) + random.between(0, 0.1), 0);
    scene.diary.add('wmi', at, random.integer(1, 8), host.index, to.index, account);
  }
}

function copyAway(shift: Shift, times: number): void {
  const { scene, random, account, host, reached } = shift;
  for (let i = 0; i < times && reached.length > 0; i++) {
    const to = reached[(host.index + i) % reached.length];
    if (to !== undefined)
      scene.diary.add('share', night(shift, random.integer(0, 300) + i * 7_200), random.integer(20, 900), host.index, to.index, account);
  }
}

/** A nightly task at home, which fetches or leaves something elsewhere; some run at noon too. */
function runTask(shift: Shift): void {
  const { scene, random, account, host, reached } = shift;
  for (const late of host.index % 3 === 0 ? [0, 43_200] : [0]) {
    const at = night(shift, random.integer(0, 12) + late);
    const lasts = scene.diary.add('batch', at, drawLength(random, 40, 2_400), host.index, host.index, account);
    const to = reached[host.index % Math.max(1, reached.length)];
    if (lasts > 30 && to !== undefined) scene.diary.add('share', at + 9 * SECOND, lasts / 2, host.index, to.index, account);
  }
}

function report(shift: Shift): void {
  const { scene, random, account, host, reached } = shift;
  const at = night(shift, random.integer(0, 20));
  const lasts = scene.diary.add('batch', at, drawLength(random, 600, 5_000), host.index, host.index, account);
  const warehouse = scene.estate.byRole('warehouse')[0];
  if (lasts < 60 || warehouse === undefined) return;
  scene.diary.add('database', at + 12 * SECOND, lasts - 30, host.index, warehouse.index, account);
  const files = reached.find((to) => to.role === 'files');
  if (files !== undefined) scene.diary.add('share', at + Math.round((lasts - 20) * SECOND), 30, host.index, files.index, account);
}

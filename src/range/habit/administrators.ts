import type { Host } from '../estate/index.ts';
import { HOUR, MINUTE } from '../moment.ts';
import { drawLength, drawPlaceOf } from './chances.ts';
import { handWork, throughJump } from './jump-work.ts';
import { servicesFor } from './service-hosts.ts';
import type { Worker, Workday } from './worker.ts';

/** How often a remote session is left open when its owner goes home, by whether he has bad habits. */
const LEFT_OPEN = { good: 0.02, bad: 0.18 } as const;

/** Servers are looked after: the right way from a jump host, by others straight from the desk. */
export function administratorHabits(worker: Worker, day: Workday): void {
  const { random, person } = worker;
  const bad = person.badHabits;
  for (let i = worker.count(person.role === 'server-admin' ? 2.4 : 1.4); i > 0; i--) {
    const at = worker.momentOf(day);
    const targets = Array.from({ length: random.integer(1, 3) }, () => serverToAdminister(worker));
    if (bad && random.chance(0.55)) {
      for (const target of targets.slice(0, 1)) {
        const work = handWork(random, target);
        const open = work.kind === 'desktop' && random.chance(LEFT_OPEN.bad);
        worker.do(work.kind, at, open ? drawLength(random, 10, 60) * 3600 : work.seconds, target.index, worker.admin);
      }
    } else {
      const open = random.chance(bad ? LEFT_OPEN.bad : LEFT_OPEN.good);
      const seconds = open ? drawLength(random, 9, 40) * 3600 : drawLength(random, 900, 14_000);
      throughJump(worker, at, seconds, targets, { jump: bad ? worker.admin : worker.account, server: worker.admin });
    }
  }
  if (random.chance(bad ? 0.35 : 0.12)) worker.do('runas', worker.momentOf(day), drawLength(random, 60, 7_200), person.desk, worker.admin);
  if (random.chance(0.03)) nightCall(worker, day);
  if (bad && random.chance(0.02)) byServiceAccount(worker, day);
}

/** Somebody of the domain's own administrators: controllers, and where he should not be, desks. */
export function domainHabits(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  if (random.chance(0.5)) {
    const controllers = scene.estate.byRole('controller');
    const target = controllers[drawPlaceOf(random, controllers.length)];
    if (target !== undefined)
      throughJump(worker, worker.momentOf(day), drawLength(random, 600, 7_200), [target], { jump: worker.account, server: worker.admin });
  }
  if (!person.badHabits) return;
  if (random.chance(0.2)) worker.do('console', day.start + 20 * MINUTE, drawLength(random, 600, 20_000), person.desk, worker.admin);
  if (random.chance(0.12)) {
    const desk = random.pick(scene.windowsDesks).index;
    if (desk !== person.desk) worker.do('desktop', worker.momentOf(day), drawLength(random, 200, 3_000), desk, worker.admin);
  }
}

function serverToAdminister(worker: Worker): Host {
  const { random, scene, person, admin } = worker;
  if (random.chance(worker.curiosity)) {
    const any = random.pick(scene.windowsServers);
    if (scene.estate.administers(admin, any.index)) return any;
  }
  const servers = person.servers;
  const host = scene.estate.hosts[servers[drawPlaceOf(random, servers.length)] ?? 0];
  return host ?? random.pick(scene.windowsServers);
}

/** Something fails at night: he comes in from home. */
function nightCall(worker: Worker, { end }: Workday): void {
  const { random, scene } = worker;
  const at = end + Math.round(random.between(2, 8) * HOUR);
  const lasts = worker.do('vpn', at, drawLength(random, 1_800, 9_000), random.pick(scene.estate.byRole('vpn')).index);
  if (lasts < 900) return;
  throughJump(worker, at + 3 * MINUTE, lasts - 240, [serverToAdminister(worker)], { jump: worker.account, server: worker.admin });
}

/** He knows the password of a service and finds it handy. */
function byServiceAccount(worker: Worker, day: Workday): void {
  const { random, scene, person } = worker;
  const { estate } = scene;
  const service = random.pick([...servicesFor(estate, 'task'), ...servicesFor(estate, 'sql'), ...servicesFor(estate, 'backup')]);
  const to = estate.hosts[random.pick(service.runsOn)];
  if (to === undefined || to.system !== 'windows' || to.index === person.desk) return;
  worker.do('desktop', worker.momentOf(day), drawLength(random, 300, 4_000), to.index, estate.accountIndex(service.account));
}

import type { Host } from '../estate/index.ts';
import { HOUR, MINUTE, SECOND } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Scene } from './scene.ts';

/** How often a machine that is on asks for policy and is written down here: on a working day, and else. In truth it is every 90 minutes. */
const POLICY = { server: 2, desk: 2, deskResting: 0 } as const;

/** What machines do under their own accounts, by a rhythm of their own with some jitter. */
export function drawMachineWork(random: Random, scene: Scene): void {
  const { estate, span } = scene;
  const files = estate.byRole('files');
  for (const host of estate.hosts) {
    if (host.system !== 'windows') continue;
    random.restart(host.index);
    const account = scene.machineAccount(host);
    const controller = policySource(host, estate.byRole('controller'), estate.controllerOf(host));
    const phase = random.fraction();
    const offset = scene.offsetOf(host);
    const shipsTo = host.role === 'web' || host.role === 'portal' || host.role === 'mail' ? random.pick(files) : null;
    const shipsAt = random.between(0.2, 5);
    for (let day = 0; day < span.days; day++) {
      const desk = host.role === 'desktop';
      const times = desk ? (scene.rests(day) ? POLICY.deskResting : POLICY.desk) : POLICY.server;
      for (let i = 0; i < times; i++) {
        if (controller === null) break;
        const hour = desk && !scene.rests(day) ? 7 + ((i + phase) * 11) / times : ((i + phase) * 24) / times;
        const at = scene.localTime(day, hour, offset) + random.integer(-20 * 60, 20 * 60) * SECOND;
        scene.diary.add('policy', at, random.integer(1, 12), host.index, controller.index, account);
      }
      if (shipsTo === null) continue;
      const at = scene.localTime(day, shipsAt, offset) + random.integer(0, 4 * 60) * SECOND;
      scene.diary.add('share', at, random.integer(20, 600), host.index, shipsTo.index, account);
    }
  }
  drawTimeouts(random, scene);
}

/** Controllers fetch from another one of their own domain: null where there is none. */
function policySource(host: Host, controllers: readonly Host[], own: Host): Host | null {
  if (host.role !== 'controller') return own;
  return controllers.find((other) => other !== host && other.domain === host.domain) ?? null;
}

/** A task that still has last year's password fails every hour for some days, until somebody sees it. */
function drawTimeouts(random: Random, scene: Scene): void {
  const { estate, span, knobs } = scene;
  random.restart(estate.hosts.length, 7);
  for (let day = 0; day < span.days; day++) {
    if (!random.chance(0.02 * knobs.noise)) continue;
    const service = random.pick(estate.services);
    const from = random.pick(service.runsOn);
    const to = service.reaches.length === 0 ? from : random.pick(service.reaches);
    if (from === to) continue;
    const account = estate.accountIndex(service.account);
    const hours = random.integer(4, 60);
    for (let hour = 0; hour < hours; hour++) {
      scene.diary.add('failure', span.from + (day * 24 + hour) * HOUR + 7 * MINUTE + random.integer(0, 9) * SECOND, 0, from, to, account);
    }
  }
}

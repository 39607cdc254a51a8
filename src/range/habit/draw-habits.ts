import type { Plan } from '../plan/index.ts';
import type { Random } from '../random.ts';
import type { Ticket } from '../world/index.ts';
import { Diary } from './diary.ts';
import { drawMachineWork } from './machine-work.ts';
import { drawDowntimes, drawPatchNights } from './restarts.ts';
import { drawRollouts, drawScans } from './rollouts.ts';
import { Scene } from './scene.ts';
import { serviceOf } from './service-hosts.ts';
import { drawServiceStarts, drawServiceWork } from './service-work.ts';
import { drawStaffDays } from './staff-days.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Everything the carrier does anyway, on all days. Equal streams and surroundings give equal plans; each part draws from a stream of
 * its own, and each person, host and account from one of his own below that.
 */
export function drawHabits(random: Random, world: Surroundings): Plan {
  const nights = drawPatchNights(random.stream('patches'), world);
  const downtimes = drawDowntimes(random.stream('restarts'), world, nights);
  const diary = new Diary(world.span, downtimes);
  const scene = new Scene(world, diary);
  drawStaffDays(random.stream('staff'), scene);
  drawMachineWork(random.stream('machines'), scene);
  drawServiceWork(random.stream('services'), scene);
  drawServiceStarts(random.stream('starts'), scene, downtimes);
  for (const { activities } of [...drawRollouts(random.stream('roll-outs'), world), ...drawScans(random.stream('scans'), world)]) {
    for (const { kind, at, seconds, from, to, account } of activities) diary.add(kind, at, seconds, from, to, account);
  }
  const patcher = serviceOf(world.estate, 'deployment');
  for (const host of world.estate.hosts) {
    for (const { at, seconds } of downtimes.of(host.index)) diary.addRestart(at, seconds, host.index, patcher);
  }
  return diary.build();
}

/** The work that was announced, by time: roll-outs, patch nights, scans. Takes the stream that `drawHabits` took. */
export function announced(random: Random, world: Surroundings): readonly Ticket[] {
  const tickets = [
    ...drawPatchNights(random.stream('patches'), world).map((night) => night.ticket),
    ...drawRollouts(random.stream('roll-outs'), world).map((campaign) => campaign.ticket),
    ...drawScans(random.stream('scans'), world).map((campaign) => campaign.ticket),
  ];
  return tickets.filter((ticket) => ticket.hosts.length > 0).sort((a, b) => a.from - b.from || a.to - b.to);
}

import { usualKnobs } from '../../run/knobs-of.ts';
import { drawEstate, type Host, type HostRole } from '../../estate/index.ts';
import { DAY } from '../../moment.ts';
import type { Act } from '../../operation/index.ts';
import { PlanBuilder } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import { drawTelephony } from '../../telephony/index.ts';
import { drawStore } from '../../warehouse/index.ts';
import { drawKeeping, type Knobs, type World } from '../../world/index.ts';

/** A carrier of three days in which nothing happens but the acts that are given; all logs are kept. */
export function bareWorld(actsIn: (world: Pick<World, 'estate' | 'span'>) => readonly Act[], more: Partial<Knobs> = {}): World {
  const knobs: Knobs = {
    ...usualKnobs,
    seed: 1,
    days: 3,
    hosts: 24,
    subscribers: 20,
    skew: 0,
    recordFormat: 'csv',
    ...more,
  };
  const random = new Random(`range/${knobs.seed}`);
  const until = Date.UTC(2024, 4, 2) * 1000;
  const span = { from: until - knobs.days * DAY, days: knobs.days, until };
  const estate = drawEstate(random.stream('estate'), knobs, span);
  const acts = actsIn({ estate, span });
  return {
    scenario: 'bare',
    knobs,
    span,
    random,
    estate,
    plan: new PlanBuilder().build(),
    telephony: drawTelephony(random.stream('telephony'), knobs, span),
    store: drawStore(random.stream('store')),
    keeping: drawKeeping(random.stream('keeping'), knobs, span, estate, acts),
    acts,
    operations: [],
    tickets: [],
  };
}

/** The first host with a role. */
export function hostOf({ estate }: Pick<World, 'estate'>, role: HostRole): Host {
  const host = estate.hosts.find((one) => one.role === role && one.system === 'windows');
  if (host === undefined) throw new RangeError(`no host is a ${role}`);
  return host;
}

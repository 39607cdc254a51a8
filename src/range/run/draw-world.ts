import { drawEstate } from '../estate/index.ts';
import { announced, drawHabits } from '../habit/index.ts';
import { DAY } from '../moment.ts';
import { timeOf } from '../operation/index.ts';
import { Plan, type PlanMemory } from '../plan/index.ts';
import { Random } from '../random.ts';
import { drawTelephony } from '../telephony/index.ts';
import { drawStore } from '../warehouse/index.ts';
import { drawKeeping, type Knobs, type RangeScenario, type Span, type World } from '../world/index.ts';

/**
 * Draws a carrier and plays a scenario in it. Equal knobs give equal worlds, with `plan` (the columns of an equal world's plan) or
 * without: it spares drawing them again.
 */
export function drawWorld(scenario: RangeScenario, knobs: Knobs, plan?: PlanMemory): World {
  const random = new Random(`range/${knobs.seed}`);
  const span = drawSpan(random.stream('span'), knobs);
  const estate = drawEstate(random.stream('estate'), knobs, span);
  const base = {
    scenario: scenario.name,
    knobs,
    span,
    random,
    estate,
    plan: plan === undefined ? drawHabits(random.stream('habits'), { knobs, span, estate }) : new Plan(plan),
    telephony: drawTelephony(random.stream('telephony'), knobs, span),
    store: drawStore(random.stream('store')),
  };
  const played = knobs.quiet ? { acts: [], operations: [], tickets: [] } : scenario.play(base);
  const acts = [...played.acts].sort((a, b) => timeOf(a) - timeOf(b));
  const keeping = drawKeeping(random.stream('keeping'), knobs, span, estate, acts);
  const tickets = [...announced(random.stream('habits'), { knobs, span, estate }), ...played.tickets];
  return { ...base, ...played, acts, keeping, tickets };
}

/** The logs are collected at a midnight of the years 2023 to 2025. */
function drawSpan(random: Random, { days }: Knobs): Span {
  const until = Date.UTC(random.integer(2023, 2025), random.integer(0, 11), random.integer(1, 28)) * 1000;
  return { from: until - days * DAY, days, until };
}

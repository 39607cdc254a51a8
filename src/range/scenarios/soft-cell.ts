import { playCampaign, playedOperation } from '../intruder/index.ts';
import type { RangeScenario } from '../world/index.ts';
import { fourWaves, manyWaves } from './patterns.ts';

/** Four waves over half a year, each with new tools, names and addresses, and the same behaviour. */
export const softCell: RangeScenario = {
  name: 'soft-cell',
  description: 'four waves from a public web server to the call records, with months between them',
  defaults: {},
  play: (base) => intrusion(base, fourWaves),
};

/** The same over seven years. */
export const softCellSlow: RangeScenario = {
  name: 'soft-cell-slow',
  description: 'the same over seven years: many short waves, months and years between them',
  defaults: { days: 2_555 },
  play: (base) => intrusion(base, manyWaves),
};

function intrusion(base: Parameters<RangeScenario['play']>[0], pattern: typeof fourWaves): ReturnType<RangeScenario['play']> {
  const { goal, stealth, clearing } = base.knobs;
  const name = base.scenario;
  const plan = {
    name,
    number: 0,
    pattern: pattern(base.random.stream(`operation/${name}/pattern`)),
    goal,
    stealth,
    collects: true,
    clearing,
  };
  const { script, chronicle } = playCampaign(base, plan);
  const acts = script.acts();
  return { acts, operations: [playedOperation(base, chronicle, acts)], tickets: [] };
}

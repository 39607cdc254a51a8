import { playCampaign, playedOperation } from '../intruder/index.ts';
import { timeOf } from '../operation/index.ts';
import type { RangeScenario } from '../world/index.ts';
import { fourWaves } from './patterns.ts';

/** Two intruders who know nothing of each other: other doors, tools, hours and wishes, partly at the same time. */
export const twoActors: RangeScenario = {
  name: 'two-actors',
  description: 'two operations in one network that know nothing of each other, partly at the same time',
  defaults: {},
  play(base) {
    const { goal, stealth, clearing } = base.knobs;
    const draws = base.random.stream('operation/two-actors');
    const one = playCampaign(base, {
      name: 'first',
      number: 0,
      pattern: fourWaves(draws),
      goal,
      stealth,
      collects: true,
      clearing,
      style: { mechanisms: { service: 6, task: 2, wmi: 1, winrm: 0, rdp: 1, smb: 0 }, ownDumper: 0.9, scans: true, webShare: 0.8 },
      hours: { begins: 1, hours: 9, weekends: false },
    });
    const other = playCampaign(base, {
      name: 'second',
      number: 1,
      pattern: { lead: 40, lengths: [12, 14, 12], gaps: [55, 80], tail: 15 },
      goal: goal === 'bulk' ? 'targets' : 'bulk',
      stealth,
      collects: true,
      clearing,
      style: { mechanisms: { service: 0, task: 1, wmi: 4, winrm: 5, rdp: 3, smb: 0 }, ownDumper: 0.1, scans: false, webShare: 0.3 },
      hours: { begins: 19, hours: 8, weekends: true },
      avoid: one.footholds,
    });
    const acts = [...one.script.acts(), ...other.script.acts()].sort((a, b) => timeOf(a) - timeOf(b));
    return { acts, operations: [one, other].map(({ chronicle }) => playedOperation(base, chronicle, acts)), tickets: [] };
  },
};

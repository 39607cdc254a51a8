import { usualKnobs } from '../../run/knobs-of.ts';
import { drawEstate, type Estate } from '../../estate/index.ts';
import { DAY, HOUR } from '../../moment.ts';
import { PlanBuilder, type Plan } from '../../plan/index.ts';
import { Random } from '../../random.ts';
import { drawTelephony } from '../../telephony/index.ts';
import { drawStore } from '../../warehouse/index.ts';
import type { Knobs, Span, WorldBase } from '../../world/index.ts';

/** A real estate with as much habit as an intruder's choices hang on. */
export function smallWorld(scenario: string, more: Partial<Knobs> & { readonly seed: number }): WorldBase {
  const knobs: Knobs = {
    ...usualKnobs,
    days: 60,
    hosts: 40,
    subscribers: 500,
    ...more,
  };
  const random = new Random(`range/${knobs.seed}`);
  const until = Date.UTC(2024, 8, 2) * 1000;
  const span: Span = { from: until - knobs.days * DAY, days: knobs.days, until };
  const estate = drawEstate(random.stream('estate'), knobs, span);
  const plan = drawPlan(random.stream('plan'), span, estate);
  return {
    scenario,
    knobs,
    span,
    random,
    estate,
    plan,
    telephony: drawTelephony(random.stream('telephony'), knobs, span),
    store: drawStore(random.stream('store')),
  };
}

function drawPlan(random: Random, span: Span, estate: Estate): Plan {
  const plan = new PlanBuilder();
  const account = (of: Parameters<Estate['accountIndex']>[0]): number => estate.accountIndex(of);
  const [warehouse] = estate.byRole('warehouse');
  for (const service of estate.services) {
    for (const host of service.runsOn)
      plan.add({
        kind: 'daemon',
        at: span.from + HOUR,
        seconds: span.days * 86_400,
        from: host,
        to: host,
        account: account(service.account),
      });
  }
  for (let day = 0; day < span.days; day++) {
    const at = (hour: number): number => span.from + day * DAY + Math.round((hour + random.fraction()) * HOUR);
    for (const host of estate.hosts) {
      if (host.system !== 'windows') continue;
      plan.add({
        kind: 'policy',
        at: at(3),
        seconds: 4,
        from: host.index,
        to: estate.controllerOf(host).index,
        account: account(host.account),
      });
      if (random.chance(0.03))
        plan.add({ kind: 'reboot', at: at(22), seconds: 200, from: host.index, to: host.index, account: account(host.account) });
    }
    for (const service of estate.services)
      for (const to of service.reaches)
        for (const from of service.runsOn.slice(0, 1))
          if (to !== from)
            plan.add({
              kind: to === warehouse?.index ? 'database' : 'share',
              at: at(2),
              seconds: 900,
              from,
              to,
              account: account(service.account),
            });
    if ((day + 1) % 7 > 4) continue;
    for (const person of estate.people) {
      plan.add({ kind: 'console', at: at(8), seconds: 9 * 3_600, from: person.desk, to: person.desk, account: account(person.account) });
      for (const server of person.servers) {
        if (!random.chance(0.3)) continue;
        const admin = person.admin !== null && estate.administers(account(person.admin), server);
        const kind = server === warehouse?.index ? 'database' : admin ? 'desktop' : 'share';
        plan.add({
          kind,
          at: at(9 + random.integer(0, 6)),
          seconds: 4_000,
          from: person.desk,
          to: server,
          account: account(admin && person.admin !== null ? person.admin : person.account),
        });
      }
    }
  }
  return plan.build();
}

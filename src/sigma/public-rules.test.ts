import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileRules, loadRules } from './index.ts';
import { comparedEverywhere, comparedRouted } from './test-support/agreement.ts';
import { realDataThere, realEvents, sharedData } from './test-support/real-events.ts';

if (!realDataThere) console.log('left out: the public rules and sample logs are not beside the project');

/** 2,000 records: attack recordings and hard logs of every channel, and collected JSON of Windows hosts. */
function* sampleEvents(): ReturnType<typeof realEvents> {
  yield* realEvents({ folder: 'evtx/attack-samples', every: 8 });
  yield* realEvents({ folder: 'evtx/robustness', every: 80 });
  yield* realEvents({ folder: 'windows-json', every: 120, packedLimit: 400_000 });
}

describe.runIf(realDataThere)('the public rules', () => {
  const load = loadRules([join(sharedData, 'sigma')]);

  it('load but for unresolved placeholders and the logsource map', () => {
    expect(load.rules.length).toBe(3752);
    expect(load.warnings).toEqual([]);
    const codes = load.rejected.map(({ code }) => code);
    expect(codes.filter((code) => code === 'RULE_PLACEHOLDER_UNRESOLVED').length).toBe(25);
    expect(
      load.rejected
        .filter(({ code }) => code !== 'RULE_PLACEHOLDER_UNRESOLVED')
        .map(({ file, code }) => [file.slice(sharedData.length), code]),
    ).toEqual([['sigma/logsource-map.thor.yml', 'RULE_NOT_A_RULE']]);
  });

  it('load too when their placeholders have values', () => {
    const files = load.rejected.filter(({ code }) => code === 'RULE_PLACEHOLDER_UNRESOLVED').map(({ file }) => file);
    const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'%([^%]+)%'/g)].map(([, name = '']) => name));
    const placeholders = new Map(names.map((name) => [name, [`${name}-1`, `${name}-2*`]]));
    expect(placeholders.size).toBeGreaterThan(20);
    const { rules, rejected } = loadRules(files, { placeholders });
    expect(rejected).toEqual([]);
    expect(rules.length).toBe(25);
  });

  it('find their events: every Windows logsource but two that no event log carries has a route', () => {
    const set = compileRules(load.rules);
    const windows = set.unrouted.filter(({ logsource }) => logsource.product === 'windows');
    expect(new Set(windows.map(({ logsource }) => logsource.category))).toEqual(new Set(['file_access', 'file_rename']));
    expect(set.unrouted.filter(({ logsource }) => logsource.category === 'webserver')).toEqual([]);
  });

  it(
    'match what an evaluator written from the specification says, whether each meets each event or is led to it',
    { timeout: 120_000 },
    () => {
      const everywhere = comparedEverywhere(load.rules);
      const routed = comparedRouted(load.rules);
      for (const event of sampleEvents()) {
        everywhere.add(event);
        routed.add(event);
      }
      for (const compared of [everywhere, routed]) {
        const { events, matches, differences } = compared.result();
        expect(differences.map(({ title, event, engine }) => [title, event.place, engine])).toEqual([]);
        expect(events).toBeGreaterThanOrEqual(2000);
        expect(matches).toBeGreaterThan(events / 10);
      }
    },
  );
});

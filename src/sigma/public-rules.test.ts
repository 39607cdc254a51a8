import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openEvidenceFile, readerFor } from '../evidence/index.ts';
import { compileRules, loadRules, readLogsources, type SigmaEvent } from './index.ts';
import { eventOf } from './test-support/event.ts';
import { naiveDetection, type NaiveEvent } from './test-support/naive.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const there = existsSync(join(data, 'sigma')) && existsSync(join(data, 'evtx'));
if (!there) console.log('left out: the public rules and sample logs are not beside the project');

/** Every nth record of the sample logs, its fields copied. */
function sampleEvents(n: number): { event: SigmaEvent; fields: NaiveEvent }[] {
  const folder = join(data, 'evtx/attack-samples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.evtx'));
  const events: { event: SigmaEvent; fields: NaiveEvent }[] = [];
  let count = 0;
  for (const file of files.sort()) {
    const open = openEvidenceFile({ absolute: join(folder, file) }, file);
    readerFor(open)?.read(open, {
      event(raw) {
        if (count++ % n !== 0) return;
        const fields: Record<string, string | null | string[]> = {};
        for (const [name, value] of raw.fields()) {
          const known = fields[name];
          fields[name] = known === undefined ? value : [known, value].flat().filter((text) => text !== null);
        }
        events.push({ event: eventOf({ source: 'windows', channel: raw.channel, fields }), fields });
      },
      quarantine() {},
    });
    open.close();
  }
  return events;
}

describe.runIf(there)('the public rules', () => {
  const load = loadRules([join(data, 'sigma')]);

  it('load but for unresolved placeholders and the logsource map', () => {
    expect(load.rules.length).toBe(3752);
    expect(load.warnings).toEqual([]);
    const codes = load.rejected.map(({ code }) => code);
    expect(codes.filter((code) => code === 'RULE_PLACEHOLDER_UNRESOLVED').length).toBe(25);
    expect(
      load.rejected.filter(({ code }) => code !== 'RULE_PLACEHOLDER_UNRESOLVED').map(({ file, code }) => [file.slice(data.length), code]),
    ).toEqual([['sigma/logsource-map.thor.yml', 'RULE_NOT_A_RULE']]);
  });

  it('find their events: every Windows logsource but two that no event log carries has a route', () => {
    const set = compileRules(load.rules);
    const windows = set.unrouted.filter(({ logsource }) => logsource.product === 'windows');
    expect(new Set(windows.map(({ logsource }) => logsource.category))).toEqual(new Set(['file_access', 'file_rename']));
    expect(set.unrouted.filter(({ logsource }) => logsource.category === 'webserver')).toEqual([]);
  });

  it('match what an evaluator written from the specification says they match', { timeout: 60_000 }, () => {
    const events = sampleEvents(240);
    expect(events.length).toBeGreaterThan(30);
    // Without their logsources, so that each rule meets each event.
    const rules = load.rules.map((rule) => ({ ...rule, logsource: { product: 'windows', category: null, service: null } }));
    const plain = rules.map((rule) => parse(readFileSync(rule.file, 'utf8')).detection);
    const set = compileRules(rules, readLogsources());
    let matches = 0;
    for (const { event, fields } of events) {
      const expected = rules.flatMap((rule, i) => (naiveDetection(plain[i], fields) ? [rule.file] : []));
      expect(set.match(event).map(({ rule }) => rule.file)).toEqual(expected);
      matches += expected.length;
    }
    expect(matches).toBeGreaterThan(events.length);
  });
});

import { describe, expect, it } from 'vitest';
import { HardcellError } from '../lib/index.ts';
import { compileRules, parseLogsources, parseRules, readLogsources, type RuleSet } from './index.ts';
import { routesOf } from './routing.ts';
import { eventOf } from './test-support/event.ts';

const logsources = readLogsources();
const sysmon = 'Microsoft-Windows-Sysmon/Operational';

function setOf(...rules: readonly (readonly [logsource: string, detection: string])[]): RuleSet {
  const parsed = rules.map(([logsource, detection], i) =>
    parseRules(`title: r${i}\nlogsource: ${logsource}\ndetection: { sel: ${detection}, condition: sel }`, `${i}.yml`),
  );
  expect(parsed.flatMap(({ rejected }) => rejected)).toEqual([]);
  return compileRules(
    parsed.flatMap((each) => each.rules),
    logsources,
  );
}

function titles(set: RuleSet, given: Parameters<typeof eventOf>[0]): string[] {
  return set.match(eventOf(given)).map(({ rule }) => rule.title);
}

describe('a rule', () => {
  it('for process_creation reads Sysmon and the Security log, whatever they call their fields', () => {
    const set = setOf([
      '{ product: windows, category: process_creation }',
      "{ Image|endswith: '\\cmd.exe', ParentImage|endswith: '\\w3wp.exe' }",
    ]);
    expect(titles(set, { channel: sysmon, fields: { EventID: '1', Image: 'C:\\cmd.exe', ParentImage: 'C:\\w3wp.exe' } })).toEqual(['r0']);
    const native = { EventID: '4688', NewProcessName: 'C:\\cmd.exe', ParentProcessName: 'C:\\w3wp.exe' };
    expect(titles(set, { channel: 'Security', fields: native })).toEqual(['r0']);
    expect(set.match(eventOf({ channel: 'Security', fields: native }))[0]?.fields).toEqual([
      ['Image', 'C:\\cmd.exe'],
      ['ParentImage', 'C:\\w3wp.exe'],
    ]);
    expect(titles(set, { channel: sysmon, fields: { EventID: '5', Image: 'C:\\cmd.exe', ParentImage: 'C:\\w3wp.exe' } })).toEqual([]);
  });

  it('for a service sees the fields of the log itself', () => {
    const set = setOf(['{ product: windows, service: security }', '{ EventID: 4688, NewProcessName|contains: cmd }']);
    expect(titles(set, { channel: 'Security', fields: { EventID: '4688', NewProcessName: 'cmd' } })).toEqual(['r0']);
    expect(titles(set, { channel: 'security', fields: { EventID: '4688', NewProcessName: 'cmd' } })).toEqual(['r0']);
    expect(titles(set, { channel: 'System', fields: { EventID: '4688', NewProcessName: 'cmd' } })).toEqual([]);
  });

  it('for the product alone sees every log, known or not', () => {
    const set = setOf(['{ product: windows }', '[evil]'], ['{ product: windows }', '{ EventID: 7045, ServiceName: evil }']);
    for (const channel of ['Security', sysmon, 'Some-Vendor/Operational', null])
      expect(titles(set, { channel, fields: { EventID: '7045', ServiceName: 'evil' } })).toEqual(['r0', 'r1']);
    expect(titles(set, { source: 'iis', channel: null, fields: { EventID: '7045', ServiceName: 'evil' } })).toEqual([]);
  });

  it('matches an event once, however many routes lead to it', () => {
    const set = setOf(
      ['{ service: sysmon }', '{ EventID: 1 }'],
      ['{ category: registry_event, product: windows }', "{ TargetObject|contains: 'x' }"],
    );
    expect(titles(set, { channel: sysmon, fields: { EventID: '1' } })).toEqual(['r0']);
    expect(titles(set, { channel: sysmon, fields: { EventID: '12', EventType: 'CreateKey', TargetObject: 'HKLM\\x' } })).toEqual(['r1']);
  });

  it('may narrow the event numbers of its category', () => {
    const set = setOf(['{ category: registry_event, product: windows }', "{ EventID: 13, TargetObject|contains: 'x' }"]);
    expect(titles(set, { channel: sysmon, fields: { EventID: '12', TargetObject: 'x' } })).toEqual([]);
    expect(titles(set, { channel: sysmon, fields: { EventID: '13', TargetObject: 'x' } })).toEqual(['r0']);
  });

  it('of a category that is part of an event number sees that part alone', () => {
    const set = setOf(
      ['{ category: registry_add, product: windows }', '{ TargetObject: x }'],
      ['{ category: registry_delete, product: windows }', '{ TargetObject: x }'],
    );
    expect(titles(set, { channel: sysmon, fields: { EventID: '12', EventType: 'CreateKey', TargetObject: 'x' } })).toEqual(['r0']);
    expect(titles(set, { channel: sysmon, fields: { EventID: '12', EventType: 'DeleteValue', TargetObject: 'x' } })).toEqual(['r1']);
  });

  it('without a route is counted, not forgotten', () => {
    const set = setOf(
      ['{ product: aws, service: cloudtrail }', '{ a: b }'],
      ['{ product: windows, service: no-such-log }', '{ a: b }'],
      ['{ product: windows }', '{ a: b }'],
    );
    expect(set.unrouted.map(({ title }) => title)).toEqual(['r0', 'r1']);
    expect(set.rules.length).toBe(3);
  });

  it('for webserver reads IIS, its header fields and its request line', () => {
    const set = setOf(
      ['{ category: webserver }', '{ cs-user-agent|contains: "Mozilla/4.0 (x" }'],
      ['{ category: webserver }', "{ cs-method: GET, cs-uri-query|contains: '/shell.aspx?cmd=' }"],
      ['{ category: webserver }', "{ cs-uri-query|startswith: 'cmd=' }"],
      ['{ category: webserver }', '{ cs-referer: null }'],
    );
    const fields = {
      'cs-method': 'GET',
      'cs-uri-stem': '/shell.aspx',
      'cs-uri-query': 'cmd=dir',
      'cs(User-Agent)': 'Mozilla/4.0+(x)',
      'cs(Referer)': null,
    };
    expect(titles(set, { source: 'iis', channel: 'W3SVC1', fields })).toEqual(['r0', 'r1', 'r2', 'r3']);
    expect(set.match(eventOf({ source: 'iis', channel: 'W3SVC1', fields }))[1]?.fields).toEqual([
      ['cs-method', 'GET'],
      ['cs-uri-query', 'cmd=dir'],
    ]);
  });

  it('for database reads PostgreSQL', () => {
    const set = setOf(['{ category: database }', '[drop table]']);
    expect(titles(set, { source: 'postgresql', channel: null, fields: { message: 'DROP TABLE x' } })).toEqual(['r0']);
  });

  it('for a kind of fact reads facts', () => {
    const set = setOf(['{ product: hardcell, category: authentication }', '{ account: a }']);
    expect(titles(set, { source: 'hardcell', channel: 'authentication', fields: { account: 'a' } })).toEqual(['r0']);
    expect(titles(set, { source: 'hardcell', channel: 'process_activity', fields: { account: 'a' } })).toEqual([]);
  });
});

describe('a Windows event', () => {
  it('may hold data without names: each value counts by itself', () => {
    const set = setOf(
      ['{ product: windows, service: application }', '{ Data: two }'],
      ['{ product: windows, service: application }', '{ Data|contains|all: [one, two] }'],
    );
    expect(titles(set, { channel: 'Application', fields: { EventID: '1', Data: ['one', 'two'] } })).toEqual(['r0', 'r1']);
    expect(set.match(eventOf({ channel: 'Application', fields: { Data: ['one', 'two'] } }))[0]?.fields).toEqual([['Data', 'one\ntwo']]);
  });

  it('has field names without the spaces that rules may write', () => {
    const set = setOf(['{ product: windows, service: windefend }', "{ 'Threat Name': evil, Feature_Name: x }"]);
    expect(
      titles(set, { channel: 'Microsoft-Windows-Windows Defender/Operational', fields: { ThreatName: 'Evil', FeatureName: 'x' } }),
    ).toEqual(['r0']);
  });

  it('of a new process tells its integrity level by name and by number', () => {
    const set = setOf(
      ['{ category: process_creation, product: windows }', '{ IntegrityLevel: [High, System] }'],
      ['{ category: process_creation, product: windows }', '{ IntegrityLevel: S-1-16-12288 }'],
    );
    const fields = { EventID: '4688', MandatoryLabel: 'S-1-16-12288' };
    expect(titles(set, { channel: 'Security', fields })).toEqual(['r0', 'r1']);
    expect(set.match(eventOf({ channel: 'Security', fields }))[0]?.fields).toEqual([['IntegrityLevel', 'S-1-16-12288']]);
  });

  it('of another kind, made up or not, is matched by the rules that name no kind', () => {
    const set = setOf(
      ['{ product: windows, service: system }', '{ a: b }'],
      ['{ product: windows, service: system }', '{ EventID: 1, a: b }'],
    );
    for (let i = 2; i < 50; i++) expect(titles(set, { channel: 'System', fields: { EventID: `${i}`, a: 'b' } })).toEqual(['r0']);
    expect(titles(set, { channel: 'System', fields: { a: 'b' } })).toEqual(['r0']);
  });
});

describe('logsource data', () => {
  it('gives the widest routes that have all a rule states', () => {
    const routes = routesOf({ product: null, category: 'process_creation', service: null }, logsources);
    expect(routes.map(({ product, service, events }) => [product, service, events])).toEqual([
      ['linux', 'sysmon', ['1']],
      ['windows', 'sysmon', ['1']],
      ['windows', 'security', ['4688']],
    ]);
    expect(routesOf({ product: 'windows', category: null, service: 'sysmon' }, logsources).map(({ category }) => category)).toEqual([null]);
  });

  it.each([
    ['[]', 'it must hold one mapping'],
    ['product: x', '`source` is missing'],
    ['source: x\nchanels: 1', 'unknown key chanels'],
    ['source: x\ncategories: { c: [{ service: s }] }', 'no service s'],
    ['source: x\ncategories: { c: [s] }', 'a route must be a mapping'],
    ['source: x\nservices: [a]', '`services` must be a mapping'],
    ['source: [', 'not YAML'],
  ])('that is wrong is refused: %s', (text, why) => {
    expect(() => parseLogsources(text, 'l.yaml')).toThrow(HardcellError);
    expect(() => parseLogsources(text, 'l.yaml')).toThrow(why);
  });
});

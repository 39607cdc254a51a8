import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { columnDomains } from './column-domains.ts';
import { loadContext } from './load-context.ts';
import { sourceFor } from './source-for.ts';
import type { CarrierContext } from './types.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-context-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function load(files: Readonly<Record<string, string>>): CarrierContext {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  return loadContext(dir);
}

/** What was wrong, one line each. */
function problems(context: CarrierContext): string[] {
  return context.problems.map(({ file, line, code, reason }) => `${file}:${line ?? '-'} ${code} ${reason}`);
}

describe('loadContext', () => {
  test('without a folder gives an empty context', () => {
    expect(loadContext(null)).toEqual({
      numbers: null,
      sources: [],
      mappings: [],
      formats: [],
      tickets: [],
      honey: [],
      digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      problems: [],
    });
  });

  test('gives an empty folder the digest of no folder', () => {
    expect(load({}).digest).toBe(loadContext(null).digest);
  });

  test('refuses a folder that is not there', () => {
    expect(() => loadContext(join(dir, 'absent'))).toThrow(/ENOENT/);
  });

  test('reads a number plan, and keeps leading zeros that YAML would drop', () => {
    const context = load({
      'numbers.yaml': "country_code: 999\nnational_prefix: 0\nmsisdn_lengths: [11, '12']\nmcc_mnc: [00101, '001001']\n",
    });
    expect(problems(context)).toEqual([]);
    expect(context.numbers).toEqual({ country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101', '001001'] });
  });

  test('leaves a wrong network out of the number plan and keeps the rest', () => {
    const context = load({ 'numbers.yaml': 'country_code: 999\nmsisdn_lengths:\n  - 12\nmcc_mnc:\n  - 00101\n  - 12\n' });
    expect(problems(context)).toEqual(['numbers.yaml:6 CONTEXT_VALUE mcc_mnc, entry 2: must be five or six digits; quote it']);
    expect(context.numbers).toEqual({ country_code: '999', national_prefix: '', msisdn_lengths: [12], mcc_mnc: ['00101'] });
  });

  test('has no number plan when its country code is missing', () => {
    const context = load({ 'numbers.yaml': 'msisdn_lengths: [12]\n' });
    expect(problems(context)).toEqual(['numbers.yaml:1 CONTEXT_VALUE country_code: is missing']);
    expect(context.numbers).toBe(null);
  });

  test('a bad value in sources.yaml loses neither its entry nor the others', () => {
    const context = load({
      'sources.yaml': [
        '- match: web/**',
        '  host: web-1.corp.example',
        '  zone: Mars/Olympus',
        '- host: lost',
        '- match: db/*.csv',
        '  store: cdr',
        '  zone: "+01:00"',
        '  colour: red',
      ].join('\n'),
    });
    expect(problems(context)).toEqual([
      'sources.yaml:3 CONTEXT_VALUE entry 1, zone: must be a time zone such as Europe/Berlin, UTC or +01:00',
      'sources.yaml:4 CONTEXT_VALUE entry 2, match: is missing',
      'sources.yaml:8 CONTEXT_VALUE entry 3, colour: is not known here',
    ]);
    expect(context.sources).toEqual([
      { match: 'web/**', host: 'web-1.corp.example', zone: null, kind: null, store: null },
      { match: 'db/*.csv', host: null, zone: '+01:00', kind: null, store: 'cdr' },
    ]);
  });

  test('names the line where a file stops being YAML', () => {
    const context = load({ 'sources.yaml': '- match: a\n- match: [b\n' });
    expect(context.problems.find(({ code }) => code === 'CONTEXT_SYNTAX')).toMatchObject({ file: 'sources.yaml', line: 3 });
    expect(context.sources[0]?.match).toBe('a');
  });

  test('reads a mapping: tables with and without schema in lower case, an unknown column left out', () => {
    const context = load({
      'mappings/voice.yaml':
        'store: warehouse\ntables: [CDR.Voice]\nfiles: voice/*.csv\nkey: id\ncolumns:\n  servedMSISDN: A_NUMBER\n  servedName: name\n  startTime: start_ts\ntime_zone: UTC\n',
    });
    expect(problems(context)).toEqual(['mappings/voice.yaml:7 CONTEXT_VALUE columns, servedName: is not known here']);
    expect(context.mappings).toEqual([
      {
        file: 'mappings/voice.yaml',
        store: 'warehouse',
        tables: ['cdr.voice', 'voice'],
        files: 'voice/*.csv',
        key: 'id',
        columns: { servedMSISDN: 'A_NUMBER', startTime: 'start_ts' },
        time_zone: 'UTC',
        load_time: null,
      },
    ]);
  });

  test('reads honey subscribers, and never repeats a value that it refuses', () => {
    const context = load({ 'honey.csv': 'kind,value\nmsisdn,+999 70 000017\nimsi,001010000000042\nimei,9990x0000\nname,99970000018\n' });
    expect(problems(context)).toEqual([
      'honey.csv:4 CONTEXT_VALUE entry 3, value: must be an identifier of five digits or more; quote it',
      'honey.csv:5 CONTEXT_VALUE entry 4, kind: must be msisdn, imsi or imei',
    ]);
    expect(context.honey).toEqual([
      { kind: 'msisdn', value: '+999 70 000017', note: null },
      { kind: 'imsi', value: '001010000000042', note: null },
    ]);
    expect(context.digest).not.toBe(load({ 'honey.csv': 'kind,value\nimsi,001010000000042\n' }).digest);
  });

  test('reads tickets from CSV: a date alone is its start in `from` and its end in `to`', () => {
    const context = load({
      'tickets.csv':
        'id,from,to,accounts,hosts,purpose\nCHG-1,2024-04-01,2024-04-02,alice; bob,,"moving, slowly"\nCHG-2,soon,2024-04-02,,,\nCHG-3,2024-04-01T10:00Z,2024-04-01T12:00:00+02:00,,db-1,\n',
    });
    expect(problems(context)).toEqual(['tickets.csv:3 CONTEXT_VALUE entry 2, from: must be a date or a time in ISO 8601']);
    expect(context.tickets).toEqual([
      {
        id: 'CHG-1',
        from: 1_711_929_600_000_000,
        to: 1_712_102_400_000_000,
        accounts: ['alice', 'bob'],
        hosts: [],
        purpose: 'moving, slowly',
      },
      { id: 'CHG-3', from: 1_711_965_600_000_000, to: 1_711_965_600_000_000, accounts: [], hosts: ['db-1'], purpose: '' },
    ]);
  });

  test('names files it does not know, and passes over hidden ones', () => {
    const context = load({ 'number.yaml': '', '.gitignore': '', 'mappings/x.txt': '', 'honey.csv': 'kind,value\n' });
    expect(problems(context)).toEqual([
      'mappings/x.txt:- CONTEXT_FILE_UNKNOWN no context file has this name',
      'number.yaml:- CONTEXT_FILE_UNKNOWN no context file has this name',
    ]);
  });

  test('uses one of two files for the same part and names the other', () => {
    const context = load({ 'sources.yaml': '- match: yaml\n', 'sources.csv': 'match\ncsv\n' });
    expect(problems(context)).toEqual([
      'sources.yaml:- CONTEXT_FILE_TWICE this part of the context is also given by sources.csv, which is used',
    ]);
    expect(context.sources.map((source) => source.match)).toEqual(['csv']);
  });

  test('a file that no stage reads yet changes the digest', () => {
    const before = load({ 'numbers.yaml': 'country_code: 999\nmsisdn_lengths: [12]\n' }).digest;
    expect(load({ 'cells.csv': 'cell,lat,lon\n' }).digest).not.toBe(before);
  });

  test('survives a document that would unfold without end', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map(
        (name, i) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${'abcdefgh'[i] ?? 'a'}`)
            .join(',')}]`,
      ),
    ].join('\n');
    expect(problems(load({ 'numbers.yaml': bomb })).some((line) => line.includes('unfold to more'))).toBe(true);
  });
});

test('sourceFor takes the first entry that matches', () => {
  const context = load({ 'sources.yaml': '- {match: "web/*", host: first}\n- {match: "**", host: second}\n' });
  expect(sourceFor(context, 'web/a.log')?.host).toBe('first');
  expect(sourceFor(context, 'db/a.log')?.host).toBe('second');
  expect(sourceFor(loadContext(null), 'db/a.log')).toBe(null);
});

test('columnDomains knows the columns of every mapping by their lower-case names', () => {
  const { mappings } = load({
    'mappings/a.yaml':
      'store: s\nfiles: "*"\ncolumns: {servedMSISDN: A_NUMBER, otherMSISDN: b_number, servedIMSI: imsi_nr, startTime: t}\n',
  });
  const domains = columnDomains(mappings);
  expect(Object.fromEntries(domains)).toMatchObject({
    a_number: 'msisdn',
    b_number: 'msisdn',
    imsi_nr: 'imsi',
    servedimei: 'imei',
    msisdn: 'msisdn',
  });
  expect(domains.has('t')).toBe(false);
});

describe('formats', () => {
  const head = "match: '*.log'\nformat: csv\ntime: {field: t, format: iso}\n";

  test('are read with what they leave out filled in', () => {
    const context = load({
      'formats/vpn.yaml': `${head}fact: log_activity\ncolumns:\n  activity: {field: a, values: {1: cleared}}\n  log: [b, c]\n`,
    });
    expect(problems(context)).toEqual([]);
    expect(context.formats).toEqual([
      {
        file: 'formats/vpn.yaml',
        name: 'vpn',
        match: '*.log',
        format: 'csv',
        delimiter: ',',
        quote: '"',
        header: null,
        begins: null,
        time: { fields: ['t'], format: 'iso' },
        host: null,
        fact: 'log_activity',
        columns: { activity: { fields: ['a'], values: { 1: 'cleared' } }, log: { fields: ['b', 'c'], values: null } },
        logsource: null,
      },
    ]);
  });

  test('say with their line what is wrong, and the rest is used', () => {
    const text = `${head}quote: '<<'\nhost: {always: [1]}\nfact: log_activity\ncolumns:\n  activity: {always: cleared}\n  lag: b\n  time: t\n  log: {from: x}\n`;
    const context = load({ 'formats/vpn.yaml': text });
    expect(problems(context).map((line) => line.replace(/ it has .*/, ''))).toEqual([
      'formats/vpn.yaml:4 CONTEXT_VALUE quote: must be one ASCII character, or none',
      'formats/vpn.yaml:5 CONTEXT_VALUE host: must be a field or {always}',
      'formats/vpn.yaml:9 CONTEXT_VALUE columns, lag: is no column of log_activity that a format fills;',
      'formats/vpn.yaml:10 CONTEXT_VALUE columns, time: is no column of log_activity that a format fills;',
      'formats/vpn.yaml:11 CONTEXT_VALUE columns, log: must be a field, {field, values} or {always}',
    ]);
    expect(context.formats).toMatchObject([{ fact: 'log_activity', quote: '"', host: null, columns: { activity: { always: 'cleared' } } }]);
  });

  test('feed no fact where a column is missing that every such fact has, or where the fact is of no known kind', () => {
    const context = load({
      'formats/a.yaml': `${head}fact: log_activity\ncolumns:\n  log: b\n`,
      'formats/b.yaml': `${head}fact: logs\n`,
      'formats/c.yaml': "match: '*'\nformat: xml\n",
    });
    expect(problems(context).map((line) => line.replace(/; there are .*/, ''))).toEqual([
      'formats/a.yaml:5 CONTEXT_VALUE columns: activity is missing, which every log_activity has',
      'formats/b.yaml:4 CONTEXT_VALUE fact: is no kind of fact',
      'formats/c.yaml:1 CONTEXT_VALUE time: is missing',
      'formats/c.yaml:2 CONTEXT_VALUE format: must be jsonl or csv',
    ]);
    expect(context.formats.map(({ name, fact }) => [name, fact])).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });
});

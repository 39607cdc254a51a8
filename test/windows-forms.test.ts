import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RawEvent } from '../src/evidence/index.ts';
import { evtx } from '../src/evidence/evtx/index.ts';
import { readers } from '../src/evidence/index.ts';
import { bytesFile } from '../src/evidence/text/bytes-file.ts';
import { extractFacts, valueColumns, type FactScope } from '../src/facts/index.ts';
import { writeEvtx } from '../src/range/evtx/index.ts';
import { compileRules, loadRules } from '../src/sigma/index.ts';
import * as forms from './test-support/windows-forms.ts';
import { windowsSamples } from './test-support/windows-samples.ts';

const FIRST_ID = 4711;
const rules = compileRules(loadRules([join(import.meta.dirname, '../rules')]).rules);
const through: FactScope['masker'] = { identifier: () => null, canonical: () => null, text: (text) => text, statement: (text) => text };
const scope: FactScope = { host: 'dc01.corp.example', masker: through, store: null, evidencePath: 'a' };

interface Seen {
  readonly fields: ReadonlyMap<string, string | null>;
  readonly place: Pick<RawEvent, 'recordId' | 'host' | 'channel'>;
  readonly seconds: number;
  readonly facts: readonly unknown[];
  readonly findings: readonly string[];
}

/** Columns of the time itself: forms have more digits of it or fewer. */
const TIME = new Set(['time', 'time_100ns', 'time_digits']);

function seen(event: RawEvent): Seen {
  const fields = new Map([...event.fields()].map(([name]) => [name, event.get(name) ?? null]));
  const facts = extractFacts(event, scope).map(({ table, values }) => {
    const columns = valueColumns(table).map((name, place) => [name, values[place]] as const);
    return { table: table.name, ...Object.fromEntries(columns.filter(([name]) => !TIME.has(name))) };
  });
  return {
    fields,
    place: { recordId: event.recordId, host: event.host, channel: event.channel },
    seconds: Math.floor(event.time.us / 1_000_000),
    facts,
    findings: rules
      .match(event)
      .map(({ rule }) => rule.title)
      .sort(),
  };
}

function read(content: Buffer): Seen[] {
  const file = bytesFile(content);
  const reader = readers.find((candidate) => candidate.recognises(content.subarray(0, 65_536), content.length));
  const events: Seen[] = [];
  reader?.read(file, { event: (event) => void events.push(seen(event)), quarantine: (item) => expect.fail(JSON.stringify(item)) });
  return events;
}

function fromEvtx(): Seen[] {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-forms-'));
  try {
    const path = join(folder, 'all.evtx');
    writeEvtx(
      path,
      windowsSamples.map(({ record }) => record),
      { firstRecordId: FIRST_ID },
    );
    const content = readFileSync(path);
    expect(evtx.recognises(content, content.length)).toBe(true);
    return read(content);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const expected = fromEvtx();

/** What facts and rules ask an event for; what else forms differ in is told in docs/evidence.md. */
const SPOKEN_OTHERWISE = new Set(['TimeCreated', 'EventID_Qualifiers', 'Version', 'Level', 'Task', 'Opcode', 'Keywords']);

function compared({ fields }: Seen): Record<string, string> {
  return Object.fromEntries(
    [...fields].flatMap(([name, value]) =>
      value === null || SPOKEN_OTHERWISE.has(name) || name === 'ProviderGuid' ? [] : [[name, value]],
    ),
  );
}

const { xml, ...json } = forms;
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const inOrder = (form: forms.WindowsForm): string => windowsSamples.map((sample, place) => form(sample, FIRST_ID + place)).join('');

const contents: Record<string, Buffer> = {
  XML: Buffer.from(inOrder(xml)),
  'XML under a root': Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${inOrder(xml)}</Events>\n`),
  'XML in UTF-16': utf16(inOrder(xml)),
  ...Object.fromEntries(Object.entries(json).map(([name, form]) => [name, Buffer.from(inOrder(form))])),
  'nxlog in UTF-16': utf16(inOrder(json.nxlog).replaceAll('\n', '\r\n')),
  'an array of winlogbeatEcs': Buffer.from(`[\n${inOrder(json.winlogbeatEcs).trim().replaceAll('\n', ',\n')}\n]\n`),
};

test('the samples give facts and findings to compare', () => {
  expect(expected.length).toBe(windowsSamples.length);
  expect(expected.filter(({ facts }) => facts.length > 0).length).toBeGreaterThanOrEqual(11);
  expect(new Set(expected.flatMap(({ findings }) => findings)).size).toBeGreaterThanOrEqual(3);
});

describe.each(Object.keys(contents))('%s', (name) => {
  const events = read(contents[name] ?? Buffer.alloc(0));

  test.each(windowsSamples.map(({ about }, place) => [about, place] as const))('%s', (_, place) => {
    const one = events[place];
    const same = expected[place];
    if (!one || !same) return expect.fail('the event is not there');
    expect(one.place).toEqual(same.place);
    expect(one.seconds).toBe(same.seconds);
    expect(compared(one)).toMatchObject(compared(same));
    expect(one.facts).toEqual(same.facts);
    expect(one.findings).toEqual(same.findings);
  });
});

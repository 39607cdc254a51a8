import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authenticationTable,
  coverageTable,
  datastoreActivityTable,
  findingTable,
  networkActivityTable,
  openCase,
  operationTable,
  processActivityTable,
  runStage,
  stageInput,
  hopTable,
  intruderSocketTable,
  storyHostTable,
  type Case,
  type StageOutput,
  type Table,
} from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { namesStage } from '../names/index.ts';
import { buildStory } from './build-story.ts';
import { ADDRESS, FILE, background, carrier, night } from './handmade-chain.ts';
import { DAY, START, type HandmadeFacts } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';
import { storyStage } from './stage.ts';

const CONTEXT = { numbers: null, sources: [], mappings: [], formats: [], tickets: [], honey: [], digest: '', problems: [] };

/** Rows as the stages before would have written them: every column of the table, null where the handmade row has none. */
function fill(table: Table, row: object): Record<string, unknown> {
  const given = new Map(Object.entries(row));
  const defaults: Record<string, unknown> = { time_100ns: 0, time_digits: 6, source: 'windows', activity: 'connection', pointers: [] };
  return Object.fromEntries(Object.keys(table.columns).map((column) => [column, given.get(column) ?? defaults[column] ?? null]));
}

function tablesOf(facts: HandmadeFacts): Map<Table, Record<string, unknown>[]> {
  const rows = (table: Table, ...lists: (readonly object[])[]): [Table, Record<string, unknown>[]] => [
    table,
    lists.flat().map((row) => fill(table, row)),
  ];
  const owned = facts.intervals.flatMap(({ host, address, from, to }) =>
    [from, START, to].map((time) => ({ time, host, ref: facts.ref(), direction: 'outbound', source_address: address })),
  );
  return new Map([
    rows(
      authenticationTable,
      facts.logons.map((row) => ({ ...row, activity: 'logon' })),
      facts.localLogons,
    ),
    rows(processActivityTable, facts.processes),
    rows(
      networkActivityTable,
      facts.sockets.map((row) => ({ ...row, direction: 'outbound' })),
      owned,
    ),
    rows(
      datastoreActivityTable,
      facts.sessions.flatMap((row) => [
        { ...row, zone_assumed: false, activity: 'connect' },
        { ...row, zone_assumed: false, activity: 'statement', time: row.last, statement: 'SELECT 1', ref: facts.ref() },
      ]),
    ),
    rows(findingTable, facts.findings),
    rows(coverageTable, facts.coverage),
  ]);
}

async function write(output: StageOutput, table: Table, rows: readonly object[]): Promise<void> {
  // The rows were filled to the table's own columns above.
  await output.write(table, rows as Parameters<typeof output.write>[1] & []);
}

describe('buildStory over a case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-story-'));
  let opened: Case;
  let engine: Duckdb;
  beforeAll(async () => {
    opened = openCase(folder);
    engine = await Duckdb.open({ threads: 1, memory: 500, temporary: folder });
  });
  afterAll(() => {
    engine.close();
    opened.manifest.close();
    rmSync(folder, { recursive: true });
  });

  async function storyOf(facts: HandmadeFacts, name: string) {
    const tables = tablesOf(facts);
    const made = await runStage(opened, engine, {
      name: 'facts',
      version: 1,
      inputs: [name],
      tables: [...tables.keys()],
      async run(_, output) {
        for (const [table, rows] of tables) await write(output, table, rows);
      },
    });
    const named = await runStage(opened, engine, namesStage([made]));
    await runStage(opened, engine, storyStage(CONTEXT, [made, named]));
    return stageInput(opened, engine);
  }

  it('reads from the tables what the story needs, and writes the same story', async () => {
    const facts = carrier();
    background(facts, START - 20 * DAY, START + 20 * DAY);
    night(facts, START);
    const expected = reconstruct(facts);
    const input = await storyOf(facts, 'night');
    expect(await input.rows(operationTable)).toEqual(expected.operations);
    expect(await input.rows(storyHostTable)).toEqual(expected.hosts);
    expect(await input.rows(hopTable)).toEqual(expected.hops);
    expect((await input.rows(intruderSocketTable)).map(({ host, port, certain }) => [host, port, certain])).toEqual(
      expected.sockets.map(({ host, port, certain }) => [host, port, certain]),
    );
  });

  it('is one story where a host writes one log under its short name and another under its full one, once a record shows both', async () => {
    const short = (facts: HandmadeFacts): HandmadeFacts => {
      for (const [index, fact] of facts.processes.entries()) if (fact.host === FILE) facts.processes[index] = { ...fact, host: 'file' };
      for (const [index, finding] of facts.findings.entries())
        if (finding.host === FILE) facts.findings[index] = { ...finding, host: 'file' };
      facts.coverage.push({
        host: 'file',
        source: 'Microsoft-Windows-Sysmon/Operational',
        month: '2024-03',
        first: START,
        last: START + DAY,
        records: 9,
      });
      return facts;
    };
    const told = (facts: HandmadeFacts): HandmadeFacts => {
      night(facts, START);
      return facts;
    };
    const expected = reconstruct(told(carrier()));
    const unproven = await storyOf(short(told(carrier())), 'two names, likeness alone');
    expect(await unproven.rows(storyHostTable)).not.toEqual(expected.hosts);
    const facts = short(told(carrier()));
    const own = { source_name: 'file' };
    facts.sockets.push({ ...facts.socket(FILE, START - DAY, ADDRESS[FILE], 40_000), ...own });
    const proven = await storyOf(facts, 'two names, proven');
    expect(await proven.rows(storyHostTable)).toEqual(expected.hosts);
    expect((await proven.rows(hopTable)).map((hop) => [hop.id, hop.stolen_host])).toEqual(
      expected.hops.map((hop) => [hop.id, hop.stolen_host]),
    );
  });

  it('knows a route from before the first terminal by its skeleton', async () => {
    const facts = carrier();
    night(facts, START);
    // The same two routes had been in daily use for long before.
    for (const logon of facts.logons.slice(0, 2))
      facts.remoteLogon(logon.host, START - 300 * DAY, logon.account ?? '', {
        ...logon,
        source_port: null,
        logon_id: '0xaaa',
        time: START - 300 * DAY,
        ref: facts.ref(),
      });
    const input = await storyOf(facts, 'worn routes');
    const novelty = (await input.rows(hopTable)).map((hop) => hop.confidence);
    const fresh = carrier();
    night(fresh, START);
    expect(novelty[0]).toBeLessThan(reconstruct(fresh).hops[0]?.confidence ?? 0);
  });

  it('reads little and claims nothing where no terminal stands', async () => {
    const facts = carrier();
    background(facts);
    const input = await storyOf(facts, 'quiet');
    expect(await input.rows(operationTable)).toEqual([]);
    expect(await input.rows(intruderSocketTable)).toEqual([]);
  });

  it('does not fail on a case without any table', async () => {
    const written = new Map<string, number>();
    const output: StageOutput = {
      write: async (table, rows) => void written.set(table.name, [...rows].length),
      file: () => '',
    };
    const empty = openCase(join(folder, 'empty'));
    await buildStory(stageInput(empty, engine), output, CONTEXT);
    empty.manifest.close();
    expect([...written.values()].every((rows) => rows === 0)).toBe(true);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadContext } from '../case/index.ts';
import { comparable, expectedEvent } from './evtx/test-support/expected-event.ts';
import { evtxexportIsThere, exportEvents } from './evtx/test-support/evtxexport.ts';
import { rehearse } from './rehearse.ts';
import { play } from './slice/test-support/played.ts';

const root = mkdtempSync(join(tmpdir(), 'hardcell-range-'));
afterAll(() => rmSync(root, { recursive: true }));

const options = (name: string, changes: object = {}): Parameters<typeof rehearse>[0] => ({
  scenario: 'slice',
  seed: 1,
  quiet: false,
  out: join(root, name),
  ...changes,
});

/** Files and the digests of their bytes. */
function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

describe('rehearse', () => {
  test('gives the same bytes for the same seed, and others for another', async () => {
    await rehearse(options('first'));
    await rehearse(options('again'));
    await rehearse(options('other', { seed: 2 }));
    expect(contents(join(root, 'again'))).toEqual(contents(join(root, 'first')));
    expect(contents(join(root, 'other'))).not.toEqual(contents(join(root, 'first')));
  });

  test('writes event logs of three hosts, a web log, a database log, 5,000 call records, context and truth, and counts them', async () => {
    const summary = await rehearse(options('counted'));
    expect(summary.call_records).toBe(5_000);
    expect([summary.operations, summary.accesses]).toEqual([1, 6]);
    expect(summary.windows_records).toBeGreaterThan(10_000);
    const paths = summary.files.map((file) => file.path);
    expect(paths).toEqual([...contents(join(root, 'counted')).keys()].sort());
    for (const log of [
      'Security',
      'System',
      'Microsoft-Windows-Sysmon%4Operational',
      'Microsoft-Windows-TerminalServices-LocalSessionManager%4Operational',
    ]) {
      expect(paths.filter((path) => path.endsWith(`/${log}.evtx`))).toHaveLength(3);
    }
    expect(paths.some((path) => /W3SVC1\/u_ex\d{4}\.log$/.test(path))).toBe(true);
    expect(paths.some((path) => /\/postgresql-\d{4}-\d\d\.csv$/.test(path))).toBe(true);
  });

  test('writes a context that Hardcell reads without a complaint', async () => {
    await rehearse(options('context'));
    const context = loadContext(join(root, 'context', 'context'));
    expect(context.problems).toEqual([]);
    expect([context.sources.length, context.mappings.length, context.tickets.length]).toEqual([2, 1, 4]);
    expect(context.tickets.map((ticket) => ticket.hosts.length)).toEqual([3, 3, 3, 3]);
    expect(context.numbers?.country_code).toBe('999');
  });

  test.each([
    ['a scenario that is not there', 'SCENARIO_UNKNOWN', { scenario: 'nonesuch' }],
    ['a seed that is no whole number', 'SEED_INVALID', { seed: 1.5 }],
    [
      'a number plan without room for subscribers',
      'NUMBER_PLAN_UNUSABLE',
      { numbers: { country_code: '999', national_prefix: '', msisdn_lengths: [8], mcc_mnc: ['00101'] } },
    ],
  ])('refuses %s and writes nothing', async (_, code, changes) => {
    await expect(rehearse(options('refused', changes))).rejects.toMatchObject({ code });
    expect(readdirSync(root)).not.toContain('refused');
  });

  test('names the scenarios there are', async () => {
    await expect(rehearse(options('refused', { scenario: 'nonesuch' }))).rejects.toThrow('slice');
  });

  test('leaves a folder alone that holds something', async () => {
    const full = mkdtempSync(join(root, 'full-'));
    writeFileSync(join(full, 'note.txt'), 'mine');
    await expect(rehearse(options('unused', { out: full }))).rejects.toMatchObject({ code: 'OUT_NOT_EMPTY', place: full });
    expect(readdirSync(full)).toEqual(['note.txt']);
  });

  test('says so when the folder cannot be made', async () => {
    writeFileSync(join(root, 'a-file'), '');
    await expect(rehearse(options('a-file/below'))).rejects.toMatchObject({ code: 'OUT_NOT_WRITABLE' });
  });
});

describe.runIf(evtxexportIsThere('agreement of the range’s event logs with libevtx'))('evtxexport', () => {
  test('reads every record of the slice with the values it was given', { timeout: 60_000 }, async () => {
    const { files } = await rehearse(options('exported'));
    const rehearsal = play(1);
    let compared = 0;
    for (const machine of rehearsal.machines) {
      for (const [channel, records] of machine.channels()) {
        const path = `evidence/${machine.fqdn}/${channel.replaceAll('/', '%4')}.evtx`;
        const read = exportEvents(join(root, 'exported', path));
        const first = Number(read[0]?.system.EventRecordID);
        expect(read.length).toBe(files.find((file) => file.path === path)?.records);
        records.forEach((record, i) => {
          const event = read[i];
          if (event === undefined || !same(comparable(event), comparable(expectedEvent(record, first + i)))) {
            expect(event && comparable(event)).toEqual(comparable(expectedEvent(record, first + i)));
          }
          compared++;
        });
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});

/** A cheap comparison first: the framework's is slow on twenty thousand records. */
function same(a: object, b: object): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted({ system, values }: { system?: Readonly<Record<string, string>>; values?: unknown }): unknown {
  return [Object.entries(system ?? {}).sort(([x], [y]) => (x < y ? -1 : 1)), values];
}

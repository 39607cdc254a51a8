import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Duckdb } from '../src/engine/index.ts';
import { cleanUp, filesBelow, hardcell, json, temporaryFolder, type Ended } from './test-support/hardcell.ts';

const FIELDS = '#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-method cs-uri-stem c-ip\r\n';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterAll(cleanUp);

const caseDir = (): string => join(folder, 'case');
const investigate = (...args: string[]): Promise<Ended> =>
  hardcell(['investigate', ...args, '--case', caseDir(), '--key', join(folder, 'case.key')]);

function evidence(name: string, content: string): string {
  const dir = join(folder, name.split('/')[0] ?? '');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(folder, name), content);
  return dir;
}

const logon = (record: number, time: string, user: string): string =>
  `${JSON.stringify({
    Event: {
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
        EventID: 4624,
        TimeCreated: { '#attributes': { SystemTime: time } },
        EventRecordID: record,
        Channel: 'Security',
        Computer: 'srv01.carrier.example',
      },
      EventData: { TargetUserName: user, TargetDomainName: 'CARRIER', LogonType: 3 },
    },
  })}\n`;

async function counts(): Promise<Record<string, number>> {
  const shown = await hardcell(['show', 'summary', '--case', caseDir(), '--json']);
  return (json(shown.stdout) as { evidence: Record<string, number> }).evidence;
}

async function column(table: string, name: string): Promise<unknown[]> {
  const engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
  const files = filesBelow(join(caseDir(), 'tables')).filter((file) => file.includes(`/${table}/`));
  const list = files.map((file) => `'${join(caseDir(), 'tables', file)}'`).join(', ');
  const rows = await engine.rows<{ v: unknown }>(`SELECT "${name}" AS v FROM read_parquet([${list}]) ORDER BY v`);
  engine.close();
  return rows.map(({ v }) => v);
}

describe('odd times', { timeout: 60_000 }, () => {
  it('a year that no log can have is quarantined with its record, and the rest is read', async () => {
    const dir = evidence('odd/u.log', `${FIELDS}9999-12-31 10:00:00 GET /never 10.0.0.1\r\n2024-03-01 10:00:00 GET /a 10.0.0.1\r\n`);
    evidence('odd/w.json', logon(1, '1601-01-01T00:00:00.0000000Z', 'unset') + logon(2, '2024-03-01T10:00:00.0000000Z', 'anna'));
    expect(await investigate(dir)).toMatchObject({ code: 1 });
    expect(await counts()).toMatchObject({ records: 4, parsed: 2, quarantined: 2 });
    expect(await column('http_activity', 'path')).toEqual(['/a']);
  });

  it('a clock that was reset to before 1970 loses no fact', async () => {
    const lines = ['1969-12-30 22:58:29 GET /a', '1969-12-31 23:58:00 GET /b', '1969-12-31 23:58:29 GET /c', '2024-03-01 10:00:00 GET /d'];
    expect(await investigate(evidence('old/u.log', FIELDS + lines.map((line) => `${line} 10.0.0.1\r\n`).join('')))).toMatchObject({
      code: 0,
    });
    expect(await counts()).toMatchObject({ records: 4, parsed: 4 });
    expect(await column('http_activity', 'path')).toEqual(['/a', '/b', '/c', '/d']);
  });
});

describe('more evidence takes nothing away', { timeout: 60_000 }, () => {
  it('a copy to the second does not merge two records that a finer form tells apart', async () => {
    const fine = evidence(
      'fine/a.json',
      logon(11, '2024-03-01T10:00:29.1000000Z', 'bob') + logon(11, '2024-03-01T10:00:29.9000000Z', 'eve'),
    );
    const coarse = evidence('coarse/b.json', logon(11, '2024-03-01T10:00:29Z', 'bob'));
    await investigate(fine, coarse);
    expect(await counts()).toMatchObject({ records: 3, parsed: 3, duplicate: 0 });
    expect(await column('authentication', 'account')).toEqual(['bob@carrier', 'bob@carrier', 'eve@carrier']);
  });

  it('a run that lacks evidence it would have to read again says so, and the case stays as it was', async () => {
    await investigate(evidence('one/u.log', `${FIELDS}2024-03-01 10:00:00 GET /a 10.0.0.1\r\n`));
    const before = await counts();
    const other = evidence('two/u.log', `${FIELDS}2024-03-01 10:00:00 GET /b 10.0.0.1\r\n`);
    const failed = await investigate(other, '--from', '2024-01-01');
    expect(failed).toMatchObject({ code: 3 });
    expect(failed.stderr).toContain('give all evidence again');
    expect(await counts()).toEqual(before);
    expect(await column('http_activity', 'path')).toEqual(['/a']);
  });
});

describe('what could not be read', { timeout: 60_000 }, () => {
  it('is told for each place, and no longer once it can be read', async () => {
    const roots = ['first', 'second'].map((name) => evidence(`${name}/u.log`, `${FIELDS}2024-03-01 10:00:00 GET /${name} 10.0.0.1\r\n`));
    for (const root of roots) symlinkSync('/nowhere/at/all', join(root, 'a'));
    await investigate(...roots, roots[0] ?? '');
    expect(await counts()).toMatchObject({ records: 4, parsed: 2, quarantined: 2 });
    for (const root of roots) rmSync(join(root, 'a'));
    expect(await investigate(...roots)).toMatchObject({ code: 0 });
    expect(await counts()).toMatchObject({ records: 2, parsed: 2, quarantined: 0 });
  });

  it('an original that was changed afterwards is not shown as what was read', async () => {
    const dir = evidence('changed/u.log', `${FIELDS}2024-03-01 10:00:00 GET /original 10.0.0.1\r\n`);
    await investigate(dir);
    const [ref] = (await column('http_activity', 'ref')) as string[];
    const show = (): Promise<Ended> => hardcell(['show', 'event', ref ?? '', '--case', caseDir(), '--key', join(folder, 'case.key')]);
    expect((await show()).stdout).toContain('/original');
    evidence('changed/u.log', `${FIELDS}2024-03-01 10:00:00 GET /replaced 10.0.0.1\r\n`);
    const after = await show();
    expect(after.code).toBe(2);
    expect(after.stdout).not.toContain('/replaced');
  });
});

describe('what is kept from harm', { timeout: 60_000 }, () => {
  it('a report is never written into the case or the evidence', async () => {
    const dir = evidence('kept/u.log', `${FIELDS}2024-03-01 10:00:00 GET /a 10.0.0.1\r\n`);
    await investigate(dir);
    for (const out of [join(dir, 'u.log'), join(caseDir(), 'manifest.sqlite'), join(folder, 'not', 'there.html')]) {
      const done = await hardcell(['report', '--case', caseDir(), '--out', out, '--key', join(folder, 'case.key')]);
      expect(done).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await counts()).toMatchObject({ records: 1, parsed: 1 });
  });

  it('a run that was cut off answers nothing until it has ended', async () => {
    const dir = evidence('cut/u.log', `${FIELDS}2024-03-01 10:00:00 GET /a 10.0.0.1\r\n`);
    const args = ['investigate', dir, '--case', caseDir(), '--key', join(folder, 'case.key')];
    expect(await hardcell(args, { HARDCELL_CRASH_POINT: 'before-manifest-row:2' })).toMatchObject({ signal: 'SIGKILL' });
    const shown = await hardcell(['show', 'story', '--case', caseDir()]);
    expect(shown).toMatchObject({ code: 3, stdout: '' });
    expect(shown.stderr).toContain('did not come to its end');
    expect(await hardcell(args)).toMatchObject({ code: 0 });
    expect(await hardcell(['show', 'story', '--case', caseDir()])).toMatchObject({ code: 0 });
  });

  it('of two places with the same bytes the one that a format names is read, in whatever order they are given', async () => {
    const line = '{"ts":"2024-03-01T10:00:00Z","who":"anna@carrier.example","from":"10.0.0.9","what":"ok"}\n';
    const [plain = '', named = ''] = ['a/gw.log', 'b/vpn/gw.log'].map((name) => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), line);
      return join(folder, name[0] ?? '');
    });
    mkdirSync(join(folder, 'context', 'formats'), { recursive: true });
    writeFileSync(
      join(folder, 'context', 'formats', 'vpn.yaml'),
      "match: 'vpn/*.log'\nformat: jsonl\ntime: { field: ts, format: iso }\nhost: { always: vpn01.carrier.example }\nfact: authentication\ncolumns:\n  activity: { field: what, values: { ok: logon } }\n  account: who\n  source_address: from\n",
    );
    expect(await investigate(plain, named, '--context', join(folder, 'context'))).toMatchObject({ code: 0 });
    expect(await counts()).toMatchObject({ records: 2, parsed: 1, duplicate: 1, quarantined: 0 });
  });
});

import { describe, expect, test } from 'vitest';
import type { Hop } from '../truth.ts';
import { lines, play, seen, type Seen } from './test-support/played.ts';

/** Logon types that leave a credential in memory while the session lasts. */
const EXPOSING = ['2', '4', '5', '10'];

describe.each([1, 2, 3, 4, 5, 101])('the truth of seed %i', (seed) => {
  const rehearsal = play(seed);
  const records = seen(rehearsal);
  const [operation] = rehearsal.truth.operations;
  const hops = operation?.hops ?? [];
  const database = lines(rehearsal, '.csv');

  test('has three hops in each of two waves, eight days or more apart', () => {
    expect(hops.map((hop) => [hop.wave, hop.mechanism])).toEqual(
      [1, 2].flatMap((wave) => ['service', 'rdp', 'database'].map((mechanism) => [wave, mechanism])),
    );
    const [first, second] = operation?.waves ?? [];
    expect(Date.parse(second?.first ?? '') - Date.parse(first?.last ?? '')).toBeGreaterThan(8 * 86_400_000);
  });

  test('dates each Windows hop by its logon at the destination, named from the source', () => {
    for (const hop of hops.filter((one) => one.mechanism !== 'database')) {
      const logon = logonOf(records, hop);
      expect(logon?.fields.IpAddress).toBe(rehearsal.machines.find((machine) => machine.fqdn === hop.from)?.address);
      expect(logon?.fields.LogonType).toBe(hop.mechanism === 'rdp' ? '10' : '3');
    }
  });

  test('has the source socket of each hop by service, and the dropped service behind it', () => {
    for (const hop of hops.filter((one) => one.mechanism === 'service')) {
      const logon = logonOf(records, hop);
      const sockets = records.filter(
        (record) =>
          record.host === hop.from && record.id === 3 && record.fields.SourcePort === logon?.fields.IpPort && near(record, logon, 10),
      );
      expect(sockets.map((socket) => socket.fields.Initiated)).toEqual(['true']);
      const installed = records.filter((record) => record.host === hop.to && record.id === 7045 && near(record, logon, 10));
      expect(installed.map((record) => /ADMIN\$/.test(record.fields.ImagePath ?? ''))).toEqual([true]);
      const child = records.filter(
        (record) =>
          record.host === hop.to &&
          record.sysmon &&
          record.id === 1 &&
          record.fields.ParentImage?.endsWith('services.exe') &&
          near(record, logon, 10),
      );
      expect(child).toHaveLength(1);
    }
  });

  test('joins each database hop to a socket of a process in the remote session', () => {
    for (const hop of hops.filter((one) => one.mechanism === 'database')) {
      const time = hop.time.replace('T', ' ').replace('Z', ' UTC');
      const line = database.find((one) => one.startsWith(time) && one.includes('connection authorized')) ?? '';
      const [, address, port] = /"(\d+\.\d+\.\d+\.\d+):(\d+)"/.exec(line) ?? [];
      const machine = rehearsal.machines.find((one) => one.fqdn === hop.from);
      expect(address).toBe(machine?.address);
      const socket = records.find(
        (record) =>
          record.host === hop.from &&
          record.id === 3 &&
          record.fields.SourcePort === port &&
          Math.abs(record.at / 1000 - Date.parse(hop.time)) < 5_000,
      );
      const process = records.find(
        (record) => record.sysmon && record.id === 1 && record.fields.ProcessGuid === socket?.fields.ProcessGuid,
      );
      const session = records.findLast(
        (record) => record.id === 4624 && record.host === hop.from && record.fields.TargetLogonId === process?.fields.LogonId,
      );
      expect(session?.fields.LogonType).toBe('10');
      const desktop = hops.find((one) => one.mechanism === 'rdp' && one.wave === hop.wave);
      expect(session?.time).toBe(desktop?.time);
    }
  });

  test('says where each Windows credential was stolen: memory was read there while it lay there', () => {
    for (const hop of hops.filter((one) => one.mechanism !== 'database')) {
      const { host, time } = hop.stolen_at ?? { host: '', time: '' };
      const read = records.find((record) => record.host === host && record.sysmon && record.id === 10 && record.time === time);
      expect(read?.fields.TargetImage).toMatch(/lsass\.exe$/);
      expect(Number(read?.fields.GrantedAccess) & 0x10).toBe(0x10);
      const name = hop.account.split('@')[0];
      const open = records.filter(
        (record) =>
          record.id === 4624 &&
          record.host === host &&
          record.time < time &&
          record.fields.TargetUserName === name &&
          EXPOSING.includes(record.fields.LogonType ?? ''),
      );
      const closed = (logon: Seen): boolean =>
        records.some(
          (record) =>
            record.id === 4634 && record.host === host && record.time < time && record.fields.TargetLogonId === logon.fields.TargetLogonId,
        );
      expect(open.some((logon) => !closed(logon))).toBe(true);
    }
    expect(hops.filter((hop) => hop.mechanism === 'database').map((hop) => hop.stolen_at)).toEqual([null, null]);
  });

  test('names every account in a form that its records prove: one SID under short and long domain name', () => {
    const account = hops[0]?.account ?? '';
    const [name, domain = ''] = account.split('@');
    const logons = records.filter((record) => record.id === 4624 && record.fields.TargetUserName === name);
    expect(new Set(logons.map((record) => record.fields.TargetUserSid)).size).toBe(1);
    expect(new Set(logons.map((record) => record.fields.TargetDomainName))).toContain(domain.toUpperCase());
    expect(new Set(logons.map((record) => record.fields.TargetDomainName)).size).toBe(2);
  });

  test('lists six accesses, each audited at its time, one of which its text does not determine', () => {
    const { accesses } = rehearsal.truth;
    expect(accesses.map((access) => [access.wave, access.grade])).toEqual([
      [1, 'confirmed'],
      [1, 'confirmed'],
      [1, 'confirmed'],
      [2, 'confirmed'],
      [2, 'possible'],
      [2, 'confirmed'],
    ]);
    for (const access of accesses) {
      const time = access.time.replace('T', ' ').replace('Z', ' UTC');
      expect(database.some((line) => line.startsWith(time) && line.includes('AUDIT') && line.includes(access.statement.slice(0, 60)))).toBe(
        true,
      );
      expect(access.rows[access.grade]).toBe(access.record_ids.length);
      expect(access.record_ids.length).toBeGreaterThan(0);
    }
  });

  test('gives the records that the statements really return', () => {
    const { accesses } = rehearsal.truth;
    const [header = '', ...rows] = [...rehearsal.records.values()].flatMap((text, i) =>
      text
        .trim()
        .split('\n')
        .slice(i === 0 ? 0 : 1),
    );
    const table = rows.map((row) => new Map(header.split(',').map((name, i) => [name, row.split(',')[i] ?? ''])));
    for (const access of accesses.filter((one) => one.grade === 'confirmed')) {
      const where = access.statement.split(' where ')[1] ?? '';
      const kept = table.filter((row) => where.split(' and ').every((condition) => holds(condition, row)));
      expect(kept.map((row) => `${access.store}:${row.get(header.split(',')[0] ?? '') ?? ''}`).sort()).toEqual(access.record_ids);
    }
  });

  test('names the targets in clear: a number, three SIMs, a number and a device', () => {
    const { targets } = rehearsal.truth;
    expect(targets.map((target) => target.length)).toEqual([expect.any(Number), 15, 15, 15, expect.any(Number), 14]);
    expect(new Set(targets).size).toBe(6);
  });

  test('leaves room for an answer: the undetermined access keeps to two days that hold more than it returned', () => {
    const opaque = rehearsal.truth.accesses.find((access) => access.grade === 'possible');
    const [, low = '', high = ''] = />= '([^']+)' and \w+ < '([^']+)'/.exec(opaque?.statement ?? '') ?? [];
    const all = [...rehearsal.records.values()].flatMap((text) => text.split('\n')).filter((row) => /^\d/.test(row));
    const within = all.filter((row) => row.split(',').some((cell) => cell >= low && cell < high && /^\d{4}-\d\d-\d\d /.test(cell)));
    expect(within.length).toBeGreaterThan(opaque?.rows.possible ?? Infinity);
    expect(within.length).toBeLessThan(all.length / 2);
  });
});

function logonOf(records: readonly Seen[], hop: Hop): Seen | undefined {
  return records.find(
    (record) =>
      record.id === 4624 &&
      record.host === hop.to &&
      record.time === hop.time &&
      record.fields.TargetUserName === hop.account.split('@')[0],
  );
}

function near(record: Seen, other: Seen | undefined, seconds: number): boolean {
  return other !== undefined && Math.abs(record.at - other.at) < seconds * 1e6;
}

/** Reads one condition of the intruder's statements by its own small rule. */
function holds(condition: string, row: ReadonlyMap<string, string>): boolean {
  const [, column = '', operator = '', rest = ''] = /^(\w+) (=|in|like|>=|<) (.*)$/.exec(condition) ?? [];
  const value = row.get(column) ?? '';
  const literals = [...rest.matchAll(/'([^']*)'/g)].map(([, literal = '']) => literal);
  const [first = ''] = literals;
  if (operator === 'like') return value.startsWith(first.replace('%', ''));
  if (operator === '>=') return value >= first;
  if (operator === '<') return value < first;
  return literals.includes(value);
}

import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../evtx/index.ts';
import { DAY, HOUR, MINUTE } from '../moment.ts';
import { Random } from '../random.ts';
import { consoleLogon, deskLogoff, desktopLogon, domainAccount, Machine, networkLogon, startProcess, unlockSession } from './index.ts';

const START = Date.UTC(2024, 3, 1) * 1000;
const domain = { dns: 'corp.example', netbios: 'CORP', sid: 'S-1-5-21-1-2-3' };
const admin = domainAccount(domain, 'adm.holt', 1302);
const user = domainAccount(domain, 'mira.holt', 1301);
const from = { address: '10.9.8.7', port: 50_123, workstation: 'DESK7' };

interface Played {
  readonly machine: Machine;
  readonly random: Random;
  /** Events of the security log so far, each with its id and its values by name. */
  readonly events: () => { id: number; values: Record<string, unknown> }[];
}

function play(): Played {
  const random = new Random('desk');
  const made = { short: 'srv01', address: '10.1.2.3', rid: 1105, bootedAt: START, collectedAt: START + DAY };
  const machine = new Machine(random.stream('machine'), domain, made);
  return { machine, random, events: () => (machine.channels().get('Security') ?? []).map(named) };
}

function named({ definition, values }: EventRecord): { id: number; values: Record<string, unknown> } {
  return { id: definition.id, values: Object.fromEntries(definition.body.fields.map((field, i) => [field.name ?? '', values[i]])) };
}

describe("an administrator's desk", () => {
  test('opens two linked sessions, the full one first, with the privileges in its name', () => {
    const { machine, random, events } = play();
    const desk = consoleLogon(machine, random, START + HOUR, admin, true);
    const [full, limited] = events().filter(({ id }) => id === 4624);
    expect(events().map(({ id }) => id)).toEqual([4648, 4624, 4624, 4672]);
    expect(full?.values).toMatchObject({
      TargetLogonId: desk.elevated?.logonId,
      ElevatedToken: '%%1842',
      TargetLinkedLogonId: desk.session.logonId,
    });
    expect(limited?.values).toMatchObject({
      TargetLogonId: desk.session.logonId,
      ElevatedToken: '%%1843',
      TargetLinkedLogonId: desk.elevated?.logonId,
    });
    expect(events().at(-1)?.values.SubjectLogonId).toBe(desk.elevated?.logonId);
  });

  test('runs its programs with the limited token until one is raised', () => {
    const { machine, random, events } = play();
    const desk = consoleLogon(machine, random, START + HOUR, admin, true);
    const start = { image: 'C:\\Windows\\explorer.exe', parent: machine.resident('winlogon') };
    startProcess(machine, random, START + 2 * HOUR, { ...start, session: desk.session });
    startProcess(machine, random, START + 3 * HOUR, { ...start, session: desk.elevated ?? desk.session });
    const tokens = events().flatMap(({ id, values }) => (id === 4688 ? [[values.TokenElevationType, values.MandatoryLabel]] : []));
    expect(tokens).toEqual([
      ['%%1938', 'S-1-16-8192'],
      ['%%1937', 'S-1-16-12288'],
    ]);
  });

  test('closes both sessions, and those of an unlock at once', () => {
    const { machine, random, events } = play();
    const desk = desktopLogon(machine, random, START + HOUR, admin, from, true, random.guid());
    unlockSession(machine, random, START + 2 * HOUR, desk, from.address);
    deskLogoff(machine, START + 3 * HOUR, desk);
    const opened = events().flatMap(({ id, values }) => (id === 4624 ? [values.TargetLogonId] : []));
    const closed = events().flatMap(({ id, values }) => (id === 4634 ? [values.TargetLogonId] : []));
    expect(opened).toHaveLength(5);
    expect([...closed].sort()).toEqual([...opened].sort());
  });

  test('is not split for the built-in administrator', () => {
    const { machine, random, events } = play();
    const builtIn = domainAccount(domain, 'Administrator', 500);
    const desk = consoleLogon(machine, random, START + HOUR, builtIn, true);
    expect(desk.elevated).toBe(desk.session);
    expect(events().filter(({ id }) => id === 4624)).toHaveLength(1);
  });
});

test('who is no administrator has one session, without privileges, and programs of medium integrity', () => {
  const { machine, random, events } = play();
  const desk = consoleLogon(machine, random, START + HOUR, user, false);
  startProcess(machine, random, START + HOUR + MINUTE, { image: 'C:\\a.exe', parent: machine.resident('winlogon'), session: desk.session });
  expect(events().map(({ id }) => id)).toEqual([4648, 4624, 4688]);
  expect(events().at(-1)?.values).toMatchObject({ TokenElevationType: '%%1936', MandatoryLabel: 'S-1-16-8192' });
});

test('a logon by Kerberos carries the GUID of its ticket', () => {
  const { machine, random, events } = play();
  const ticket = random.guid();
  networkLogon(machine, random, START + HOUR, user, from, 'Kerberos', false, ticket);
  expect(events()[0]?.values.LogonGuid).toBe(ticket);
});

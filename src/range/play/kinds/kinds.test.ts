import { describe, expect, test } from 'vitest';
import { HostPlayer } from '../host-player.ts';
import { sharedOf } from '../shared.ts';
import { oneOfEach, recordsOf, smallWorld, windowsHosts, type SeenRecord } from '../test-support/small-world.ts';
import { kindPlayers } from './index.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const world = smallWorld({}, oneOfEach);
const all = windowsHosts(world).flatMap((host) => recordsOf(world, host));
const of = (id: number, channel = 'Security'): SeenRecord[] => all.filter((record) => record.id === id && record.channel === channel);
const activities = Array.from({ length: world.plan.count }, (_, row) => world.plan.activity(row));

describe('an activity between two hosts', () => {
  test.each(['share', 'policy', 'wmi', 'service', 'task', 'web', 'backup'] as const)(
    '%s: the logon’s port is that of a socket at its source',
    (kind) => {
      const some = activities.filter((activity) => activity.kind === kind && world.estate.hosts[activity.from]?.system === 'windows');
      expect(some.length).toBeGreaterThan(0);
      for (const activity of some) {
        const { port, latency } = sharedOf(world, activity);
        const logon = of(4624).find((record) => record.host === activity.to && record.time === activity.at + latency);
        const expected = String(port);
        expect(logon?.values['IpPort']).toBe(expected);
        const sockets = [...of(3, SYSMON), ...of(5156)].filter(
          (record) => record.host === activity.from && String(record.values['SourcePort']) === expected,
        );
        expect(sockets.length).toBeGreaterThanOrEqual(kind === 'policy' ? 1 : 2);
        for (const { values } of sockets) expect(values['SourceIp'] ?? values['SourceAddress']).toBe(logon?.values['IpAddress']);
      }
    },
  );

  test('shell: the connection has one port at both ends; the logon behind it names none', () => {
    for (const activity of activities.filter(({ kind }) => kind === 'shell')) {
      const { port, latency } = sharedOf(world, activity);
      const ends = [...of(3, SYSMON), ...of(5156)].filter((record) => String(record.values['SourcePort']) === String(port));
      expect(new Set(ends.map((record) => record.host))).toEqual(new Set([activity.from, activity.to]));
      const logon = of(4624).find((record) => record.host === activity.to && record.time === activity.at + latency);
      expect([logon?.values['IpAddress'], logon?.values['IpPort']]).toEqual(['-', '-']);
    }
  });

  test('desktop: the connection has one port at both ends, and the desktop is logged on from the source’s address', () => {
    for (const activity of activities.filter(({ kind }) => kind === 'desktop')) {
      const port = sharedOf(world, activity).port;
      const ends = [...of(3, SYSMON), ...of(5156)].filter((record) => String(record.values['SourcePort']) === String(port));
      expect(new Set(ends.map((record) => record.host))).toEqual(new Set([activity.from, activity.to]));
      const address = world.estate.addressOf(activity.from, activity.at);
      const logon = of(4624).filter((record) => record.host === activity.to && record.values['LogonType'] === 10);
      expect(logon.map((record) => record.values['IpAddress'])).toContain(address);
    }
  });

  test('a ticket at the destination is the one that the controller issued; by NTLM the controller checked the password', () => {
    const issued = new Map(of(4769).map((record) => [record.values['LogonGuid'], record]));
    const logons = of(4624).filter(({ values }) => values['LogonType'] === 3 && String(values['TargetUserSid']).startsWith('S-1-5-21-'));
    const byTicket = logons.filter(({ values }) => values['AuthenticationPackageName'] === 'Kerberos');
    expect(byTicket.length).toBeGreaterThan(20);
    for (const { values, host } of byTicket) {
      const ticket = issued.get(values['LogonGuid']);
      expect(ticket?.values['ServiceName']).toBe(world.estate.hosts[host]?.account.name);
      expect(ticket?.values['IpAddress']).toMatch(new RegExp(`${String(values['IpAddress']).replace(/^-$/, '')}$|^::1$`));
    }
    const byPassword = logons.filter(({ values }) => values['AuthenticationPackageName'] === 'NTLM');
    for (const { values, time } of byPassword) {
      const checks = of(4776).filter(
        (record) => Math.abs(record.time - time) < 1_000_000 && record.values['Workstation'] === values['WorkstationName'],
      );
      expect(checks.map((record) => record.values['TargetUserName'])).toContain(values['TargetUserName']);
    }
  });

  test('a service from afar brings its file, its registration and a child of services.exe', () => {
    const installed = of(7045, 'System');
    expect(installed.length).toBe(world.span.days);
    for (const { host, values, time } of installed) {
      const near = all.filter((record) => record.host === host && Math.abs(record.time - time) < 3_000_000);
      const command = values['ImagePath'];
      expect(near.some((record) => record.id === 4697 && record.values['ServiceFileName'] === command)).toBe(true);
      expect(near.some((record) => record.id === 5145 && record.values['RelativeTargetName'] === 'svcctl')).toBe(true);
      const child = near.find((record) => record.channel === SYSMON && record.id === 1 && record.values['CommandLine'] === command);
      expect(child?.values['ParentImage']).toBe('C:\\Windows\\System32\\services.exe');
    }
  });

  test('what is started over WMI, a remote shell or a task is in the session it came with', () => {
    const parents = ['WmiPrvSE.exe', 'svchost.exe'];
    const found = of(1, SYSMON).filter(
      ({ values }) => String(values['Image']).endsWith('wsmprovhost.exe') || String(values['ParentImage']).endsWith('WmiPrvSE.exe'),
    );
    expect(found.length).toBeGreaterThanOrEqual(2 * world.span.days);
    for (const { host, values } of found) {
      const session = of(4624).find((record) => record.host === host && record.values['TargetLogonId'] === values['LogonId']);
      expect(session?.values['LogonType']).toBe(3);
      expect(parents.some((name) => String(values['ParentImage']).endsWith(name))).toBe(true);
    }
  });
});

describe('what a host tells of itself', () => {
  test('every session is closed once, after it was opened', () => {
    const key = (record: SeenRecord, field: string): string => `${record.host} ${String(record.values[field])}`;
    const opened = of(4624).filter(({ values }) => values['TargetLogonId'] !== 0x3e7);
    const closed = of(4634);
    expect(new Set(closed.map((record) => key(record, 'TargetLogonId'))).size).toBe(closed.length);
    const closedAt = new Map(closed.map((record) => [key(record, 'TargetLogonId'), record.time]));
    const open = opened.filter((record) => {
      const end = closedAt.get(key(record, 'TargetLogonId'));
      return end === undefined || end < record.time;
    });
    // Site and service go on past the end of the logs.
    expect(open.filter(({ values }) => values['LogonType'] !== 5)).toEqual([]);
    const known = new Set(opened.map((record) => key(record, 'TargetLogonId')));
    expect(closed.filter((record) => !known.has(key(record, 'TargetLogonId')))).toEqual([]);
  });

  test('every process that ends or acts was started before, or runs since the host started', () => {
    const started = new Set(of(1, SYSMON).map((record) => `${record.host} ${String(record.values['ProcessGuid'])}`));
    expect(started.size).toBe(of(1, SYSMON).length);
    const fields = ['ProcessGuid', 'ParentProcessGuid', 'SourceProcessGUID', 'TargetProcessGUID'];
    const images = new Set<string>();
    for (const record of all.filter(({ channel }) => channel === SYSMON)) {
      for (const field of fields) {
        const guid = record.values[field];
        if (guid === undefined || started.has(`${record.host} ${String(guid)}`)) continue;
        const image = record.values[field.replace(/ProcessG(uid|UID)/, 'Image')];
        images.add(String(image).replace(/^.*\\/, ''));
      }
    }
    const early = ['System', 'lsass.exe', 'services.exe', 'svchost.exe', 'winlogon.exe'];
    expect([...images].filter((image) => !early.includes(image)).length).toBeLessThanOrEqual(2);
    expect(of(5, SYSMON).filter((record) => !started.has(`${record.host} ${String(record.values['ProcessGuid'])}`))).toEqual([]);
  });

  test('a host that is down writes nothing, and who was there has left', () => {
    const reboot = activities.find(({ kind }) => kind === 'reboot');
    const down = reboot?.at ?? 0;
    const up = down + (reboot?.seconds ?? 0) * 1e6 - 30e6;
    const own = all.filter(({ host }) => host === reboot?.to);
    expect(own.filter(({ time }) => time > down + 25e6 && time < up)).toEqual([]);
    expect(own.filter(({ time, id }) => id === 4634 && time > down + 10e6 && time < up + 120e6)).toEqual([]);
    expect(own.some(({ id, channel }) => id === 12 && channel === 'System')).toBe(true);
  });

  test('the same world gives the same records again', () => {
    const [host] = windowsHosts(world);
    if (host === undefined) throw new RangeError('no host');
    for (const one of [host, ...windowsHosts(world).slice(2, 4)]) {
      const again = recordsOf(smallWorld({}, oneOfEach), one);
      expect(JSON.stringify(again)).toBe(JSON.stringify(all.filter((record) => record.host === one.index)));
    }
  });
});

describe('what an intruder does beyond the kind', () => {
  const desk = world.estate.byRole('desktop')[0];
  const target = world.estate.byRole('files')[0];
  const between = world.estate.byRole('web')[0];
  if (desk === undefined || target === undefined || between === undefined) throw new RangeError('no host');
  const admin = world.estate.people.find((person) => person.admin !== null)?.admin;
  const account = admin === undefined || admin === null ? 0 : world.estate.accountIndex(admin);
  const activity = {
    id: 0x8000_0001,
    kind: 'service',
    at: world.span.from + 3_600e6,
    seconds: 600,
    from: desk.index,
    to: target.index,
    account,
    detail: {
      session: 'his session',
      started: 'his process',
      name: 'Qwer',
      image: 'C:\\Windows\\qwer.exe',
      commandLine: '\\\\127.0.0.1\\ADMIN$\\qwer.exe',
      package: 'NTLM',
      workstation: 'KALI',
      via: between.index,
    },
  } as const;

  test('keeps session and process by their keys, and shows the forwarder’s address and the client’s own name', () => {
    const player = new HostPlayer(world, target);
    player.beginDay(0);
    kindPlayers.service.destination?.(player, activity);
    expect(player.process('his process').image).toBe('C:\\Windows\\qwer.exe');
    expect(player.session('his session').account).toBe(world.estate.accounts[account]);
    const logon = player.machine
      .channels()
      .get('Security')
      ?.find((record) => record.definition.id === 4624);
    const port = sharedOf(world, activity).port;
    expect(logon?.values).toEqual(
      expect.arrayContaining(['KALI', 'NTLM', world.estate.addressOf(between.index, activity.at), String(port)]),
    );
  });

  test('connects from the process that is named', () => {
    const player = new HostPlayer(world, desk);
    player.beginDay(0);
    const { machine } = player;
    const tool = machine.newProcess('C:\\Users\\Public\\t.exe', 't.exe', 4711, machine.bootedAt, machine.systemSession);
    player.keepProcess('tool', tool);
    kindPlayers.service.source?.(player, { ...activity, detail: { process: 'tool' } });
    const socket = machine.channels().get(SYSMON)?.[0];
    expect(socket?.values).toEqual(expect.arrayContaining([tool.guid, tool.image, sharedOf(world, activity).port, 445]));
  });
});

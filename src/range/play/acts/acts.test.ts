import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Act, Tool } from '../../operation/index.ts';
import type { World } from '../../world/index.ts';
import { bareWorld, hostOf } from '../test-support/bare-world.ts';
import { playedActs, type Seen } from '../test-support/seen.ts';

type Place = Pick<World, 'estate' | 'span'>;
const SYSTEM32 = 'C:\\Windows\\System32\\';
const tool: Tool = {
  image: 'C:\\PerfLogs\\abc1.exe',
  description: '-',
  product: '-',
  company: '-',
  originalName: '-',
  version: '-',
  build: '0011223344556677',
};

function noon({ span }: Pick<World, 'span'>): Moment {
  return span.from + DAY + 12 * HOUR;
}

/** What a script on the web server starts at noon, with what is done below it. */
function shellActs(place: Place, below: (host: number, at: Moment) => readonly Act[]): readonly Act[] {
  const host = hostOf(place, 'web').index;
  const at = noon(place);
  const request = { client: '203.0.113.201', query: null, received: 1, sent: 1 };
  return [
    { act: 'web-shell', host, at, shell: '/img/x1.aspx', command: 'whoami /all', ...request, started: 'c' },
    ...below(host, at + 40 * MILLISECOND),
  ];
}

function runs(host: number, at: Moment, more: Partial<Extract<Act, { act: 'process' }>> = {}): Act {
  const image = `${SYSTEM32}whoami.exe`;
  return { act: 'process', host, at, parent: 'c', image, commandLine: 'whoami /all', seconds: 1, started: 'p', ...more };
}

function seenOn(role: 'web' | 'controller' | 'files', acts: (place: Place) => readonly Act[]): readonly Seen[] {
  const world = bareWorld(acts);
  return playedActs(world, hostOf(world, role));
}

function started(seen: readonly Seen[], image: RegExp): readonly Seen[] {
  return seen.filter((one) => one.source === 'sysmon' && one.id === 1 && image.test(String(one.field('Image'))));
}

function files(seen: readonly Seen[]): readonly string[] {
  return seen.filter((one) => one.source === 'sysmon' && one.id === 11).map((one) => String(one.field('TargetFilename')));
}

describe('a web shell', () => {
  test('is written by the worker process below the root of the site', () => {
    const seen = seenOn('web', (place) => [
      {
        act: 'exploit',
        host: hostOf(place, 'web').index,
        at: noon(place),
        client: '203.0.113.201',
        page: '/a.aspx',
        shell: '/img/x1.aspx',
      },
    ]);
    const [file] = seen.filter((one) => one.id === 11);
    expect(file?.field('Image')).toBe(`${SYSTEM32}inetsrv\\w3wp.exe`);
    expect(files(seen)).toEqual(['C:\\inetpub\\wwwroot\\img\\x1.aspx']);
  });

  test('starts a shell below the worker process, and the program in it once, both in the security log too', () => {
    const seen = seenOn('web', (place) => shellActs(place, (host, at) => [runs(host, at)]));
    const [shell] = started(seen, /cmd\.exe$/);
    expect(shell?.field('ParentImage')).toBe(`${SYSTEM32}inetsrv\\w3wp.exe`);
    const program = started(seen, /whoami\.exe$/);
    expect(program.map((one) => one.field('ParentProcessGuid'))).toEqual([shell?.field('ProcessGuid')]);
    expect(seen.filter((one) => one.id === 4688 && /(?:cmd|whoami)\.exe$/.test(String(one.field('NewProcessName'))))).toHaveLength(2);
  });

  test('runs the program named in the command where no act of its own does', () => {
    expect(
      started(
        seenOn('web', (place) => shellActs(place, () => [])),
        /whoami\.exe$/,
      ),
    ).toHaveLength(1);
  });

  test('keeps its shell open for as long as something runs below it', () => {
    const seen = seenOn('web', (place) => shellActs(place, (host, at) => [runs(host, at, { seconds: 90 })]));
    const ends = (name: RegExp): Moment => seen.find((one) => one.id === 5 && name.test(String(one.field('Image'))))?.at ?? 0;
    expect(ends(/cmd\.exe$/)).toBeGreaterThan(ends(/whoami\.exe$/));
  });
});

describe('a dump', () => {
  test('of LSASS by a tool opens it with its rights at that time, as LocalSystem below a web shell', () => {
    const seen = seenOn('web', (place) =>
      shellActs(place, (host, at) => [
        runs(host, at),
        { act: 'dump', host, at: at + SECOND, parent: 'p', method: 'lsass', tool, rights: 0x1410 },
      ]),
    );
    const opened = seen.filter((one) => one.id === 10);
    expect(opened.map((one) => [one.field('SourceImage'), one.field('GrantedAccess'), one.field('SourceUser')])).toEqual([
      [tool.image, 0x1410, 'NT AUTHORITY\\SYSTEM'],
    ]);
    expect(opened[0]?.at).toBe((started(seen, /whoami/)[0]?.at ?? 0) + SECOND - 2 * MILLISECOND);
    expect(files(seen)[0]).toBe(tool.image);
  });

  test('by a library of Windows is seen twice: by whoever runs it, and by the library that writes dumps', () => {
    const hosted = { ...tool, image: `${SYSTEM32}rundll32.exe` };
    const seen = seenOn('files', (place) => [
      {
        act: 'dump',
        host: hostOf(place, 'files').index,
        at: noon(place),
        parent: 'services',
        method: 'lsass-minidump',
        tool: hosted,
        rights: 0x1410,
      },
    ]);
    const opened = seen.filter((one) => one.id === 10);
    expect(opened.map((one) => [one.field('GrantedAccess'), String(one.field('CallTrace')).includes('\\dbgcore.DLL+')])).toEqual([
      [0x1410, false],
      [0x1fffff, true],
    ]);
    expect(String(started(seen, /rundll32/)[0]?.field('CommandLine'))).toMatch(/comsvcs\.dll, MiniDump \d+ \S+ full$/);
    expect(files(seen)).toHaveLength(1);
  });

  test('of the local accounts saves three hives and opens no process', () => {
    const seen = seenOn('files', (place) => [
      {
        act: 'dump',
        host: hostOf(place, 'files').index,
        at: noon(place),
        parent: 'services',
        method: 'sam',
        tool: { ...tool, image: `${SYSTEM32}reg.exe` },
        rights: 0,
      },
    ]);
    expect(started(seen, /reg\.exe$/).map((one) => String(one.field('CommandLine')).split(' ')[2])).toEqual([
      'hklm\\sam',
      'hklm\\system',
      'hklm\\security',
    ]);
    expect([files(seen).length, seen.filter((one) => one.id === 10).length]).toEqual([3, 0]);
  });

  test('of the domain starts the snapshot services and leaves the database and its key', () => {
    const seen = seenOn('controller', (place) => [
      {
        act: 'dump',
        host: hostOf(place, 'controller').index,
        at: noon(place),
        parent: 'services',
        method: 'ntds',
        tool: { ...tool, image: `${SYSTEM32}ntdsutil.exe` },
        rights: 0,
      },
    ]);
    expect(seen.filter((one) => one.id === 7036 && one.field('param2') === 'running').map((one) => one.field('param1'))).toEqual([
      'Volume Shadow Copy',
      'Microsoft Software Shadow Copy Provider',
    ]);
    expect(files(seen).map((path) => path.split('\\').at(-1))).toEqual(['ntds.dit', 'SYSTEM', 'SECURITY']);
  });
});

test('a service from within shows in the registry, both service records and as a process that stays', () => {
  const seen = seenOn('files', (place) => [
    {
      act: 'install',
      host: hostOf(place, 'files').index,
      at: noon(place),
      parent: 'services',
      name: 'Time Helper',
      tool,
      arguments: '/service',
      started: 't',
    },
  ]);
  expect(started(seen, /sc\.exe$/)).toHaveLength(2);
  expect(
    seen.filter((one) => one.id === 13 && String(one.field('TargetObject')).endsWith('\\Services\\Time Helper\\ImagePath')),
  ).toHaveLength(1);
  expect(seen.filter((one) => [7045, 4697].includes(one.id)).map((one) => one.field('ServiceName'))).toEqual([
    'Time Helper',
    'Time Helper',
  ]);
  expect(started(seen, /abc1\.exe$/).map((one) => one.field('ParentImage'))).toEqual([`${SYSTEM32}services.exe`]);
  expect(seen.filter((one) => one.id === 5 && String(one.field('Image')) === tool.image)).toEqual([]);
});

test('a connection outside asks for the name first and shows one source port in both logs', () => {
  const seen = seenOn('files', (place) => [
    {
      act: 'connect',
      host: hostOf(place, 'files').index,
      at: noon(place),
      process: 'system',
      address: '192.0.2.9',
      port: 443,
      seconds: 4,
      sent: 1,
      received: 1,
      name: 'cdn.example',
    },
  ]);
  const [asked] = seen.filter((one) => one.id === 22);
  const [platform] = seen.filter((one) => one.id === 5156);
  const [socket] = seen.filter((one) => one.source === 'sysmon' && one.id === 3);
  expect(asked?.field('QueryName')).toBe('cdn.example');
  expect(asked?.at).toBeLessThan(platform?.at ?? 0);
  expect(String(socket?.field('SourcePort'))).toBe(platform?.field('SourcePort'));
});

test('clearing the security log leaves a record of it as the first that is kept', () => {
  const seen = seenOn('files', (place) => {
    const host = hostOf(place, 'files').index;
    const at = noon(place);
    return [
      { act: 'process', host, at, parent: 'services', image: `${SYSTEM32}wevtutil.exe`, commandLine: 'wevtutil cl Security', seconds: 1 },
      { act: 'clear', host, at: at + 300 * MILLISECOND, session: 'system' },
      { act: 'process', host, at: at + MINUTE, parent: 'services', image: `${SYSTEM32}whoami.exe`, commandLine: 'whoami', seconds: 1 },
    ];
  });
  const kept = seen.filter((one) => one.source === 'security').map((one) => one.id);
  expect(kept[0]).toBe(1102);
  expect(kept).toContain(4688);
  expect(started(seen, /wevtutil/)).toHaveLength(1);
});

test('the worker process is another one after a day and a half, and its shells are below the one that runs', () => {
  const seen = seenOn('web', (place) => {
    const host = hostOf(place, 'web').index;
    const request = { client: '203.0.113.201', query: null, received: 1, sent: 1, shell: '/x.aspx', command: 'whoami' } as const;
    return [2, 60].map((hours): Act => ({ act: 'web-shell', host, at: place.span.from + hours * HOUR, ...request }));
  });
  const workers = started(seen, /w3wp\.exe$/).map((one) => one.field('ProcessGuid'));
  const parents = started(seen, /cmd\.exe$/).map((one) => one.field('ParentProcessGuid'));
  expect(workers.length).toBeGreaterThanOrEqual(2);
  expect(parents).toEqual([workers[0], workers.at(-1)]);
});

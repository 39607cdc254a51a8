import { describe, expect, it } from 'vitest';
import { ADDRESS, ADMIN, APP, DEPLOY, FILE, STORE, WEB, background, carrier, night } from './handmade-chain.ts';
import { DAY, HOUR, HandmadeFacts, MINUTE, SECOND, START } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';

const route = (hop: { from_host: string; to_host: string; account: string; mechanism: string; wave: number }): string =>
  `${hop.wave} ${hop.from_host} → ${hop.to_host} as ${hop.account} by ${hop.mechanism}`;

const CHAIN = [
  `1 ${WEB} → ${FILE} as ${DEPLOY} by service`,
  `1 ${FILE} → ${APP} as ${ADMIN} by wmi`,
  `1 ${APP} → ${STORE} as cdr_app by database`,
];

describe('one night of work', () => {
  const facts = carrier();
  background(facts);
  night(facts, START);
  const story = reconstruct(facts);

  it('is one operation of three hops, host after host, among the daily work of others', () => {
    expect(story.operations).toHaveLength(1);
    expect(story.hops.map(route)).toEqual(CHAIN);
    expect(story.hops.map((hop) => hop.uses)).toEqual([1, 1, 1]);
  });

  it('says of each credential where it was stolen', () => {
    expect(story.hops.map((hop) => [hop.stolen_host, hop.stolen_time])).toEqual([
      [WEB, START + 10 * MINUTE],
      [FILE, START + HOUR + 5 * MINUTE],
      [null, null],
    ]);
    expect(story.stages.filter((stage) => stage.tactic === 'credential-access').map((stage) => stage.account)).toEqual([DEPLOY, ADMIN]);
  });

  it('confirms exactly the hosts it touched', () => {
    expect(story.hosts.map((host) => [host.host, host.compromised])).toEqual([
      [APP, 'confirmed'],
      [FILE, 'confirmed'],
      [STORE, 'confirmed'],
      [WEB, 'confirmed'],
    ]);
  });

  it('gives the socket of its own database session and of no other', () => {
    expect(story.sockets.map((socket) => [socket.host, socket.port, socket.certain])).toEqual([[APP, 60_002, true]]);
    expect(story.sockets[0]?.hop).toBe(story.hops[2]?.id);
  });

  it('points at both ends of each hop', () => {
    expect(story.hops.map((hop) => hop.pointers.map((pointer) => pointer.host).sort())).toEqual([
      [FILE, WEB],
      [APP, FILE],
      [APP, STORE],
    ]);
  });
});

describe('waves', () => {
  it('are cut where the operation was silent, with the credential still good after months', () => {
    const facts = carrier();
    background(facts, START - 30 * DAY, START + 120 * DAY);
    night(facts, START);
    night(facts, START + 90 * DAY, 61_000);
    const story = reconstruct(facts);
    expect(story.waves.map((wave) => Math.round((wave.first - START) / DAY))).toEqual([0, 90]);
    expect(story.hops.map(route)).toEqual([...CHAIN, ...CHAIN.map((hop) => hop.replace('1', '2'))]);
    expect(story.operations).toHaveLength(1);
  });

  it('hold together over a weekend', () => {
    const facts = carrier();
    night(facts, START);
    night(facts, START + 4 * DAY, 61_000);
    const story = reconstruct(facts);
    expect(story.waves).toHaveLength(1);
    expect(story.hops.map((hop) => hop.uses)).toEqual([2, 2, 2]);
  });
});

describe('a host in the middle without logs', () => {
  const facts = carrier();
  const dark = '10.2.0.99';
  const shell = facts.process(WEB, START, 'cmd.exe', { parent_image: 'w3wp.exe' });
  facts.terminal(WEB, START, 'web server starts a shell', 'persistence', 'T1505.003', shell);
  facts.dump(facts.child(shell, START + MINUTE, 'd.exe'), START + MINUTE);
  facts.remoteLogon(FILE, START + 5 * HOUR, DEPLOY, { source_address: dark, source_port: 50_123 });
  facts.terminal(
    FILE,
    START + 5 * HOUR + 2 * SECOND,
    'service with a random name',
    'execution',
    'T1569.002',
    facts.service(FILE, START + 5 * HOUR + 2 * SECOND, 'x.exe'),
  );
  const story = reconstruct(facts);

  it('is walked through, marked as possible, and asked about', () => {
    expect(story.hops.map(route)).toEqual([`1 ip:${dark} → ${FILE} as ${DEPLOY} by service`]);
    expect(story.hops[0]).toMatchObject({ join: 'address', stolen_host: WEB });
    expect(story.hosts.find((host) => host.host === `ip:${dark}`)?.compromised).toBe('possible');
    expect(story.questions.map((question) => question.about)).toContain(`ip:${dark}`);
  });

  it('is less sure than a hop that both ends logged', () => {
    const lit = carrier();
    night(lit, START);
    expect(story.hops[0]?.confidence).toBeLessThan(reconstruct(lit).hops[0]?.confidence ?? 0);
  });
});

describe('a terminal that no session explains', () => {
  /** A night's work, then a logon with the stolen account on a new route, and an hour later a terminal where it led. */
  const explained = (technique: string, image: string | null) => {
    const facts = carrier();
    night(facts, START);
    const browser = image === null ? null : { ...facts.process(APP, START, image), process_guid: null, process_id: null };
    facts.socket(APP, START + 4 * HOUR, ADDRESS[APP], 60_100, browser);
    facts.remoteLogon(WEB, START + 4 * HOUR + SECOND, ADMIN, { source_address: ADDRESS[APP], source_port: 60_100 });
    const shell = facts.process(WEB, START + 5 * HOUR, 'cmd.exe', { parent_image: 'w3wp.exe' });
    facts.terminal(WEB, START + 5 * HOUR, 'a shell', 'persistence', technique, shell);
    return reconstruct(facts).hops.filter((hop) => hop.to_host === WEB && hop.account === ADMIN).length;
  };
  it('is laid to the best logon shortly before', () => expect(explained('T1543.003', null)).toBe(1));
  it('is laid to no logon where it shows a way in that needs none', () => expect(explained('T1505.003', null)).toBe(0));
  it('is not laid to the logon of a program that somebody installed', () =>
    expect(explained('T1543.003', 'C:\\Program Files\\browser\\browser.exe')).toBe(0));
});

describe('a session that was let into no share', () => {
  const tried = (granted: boolean, setsOff: boolean) => {
    const facts = carrier();
    night(facts, START);
    const tool = facts.processes.find(({ host, image }) => host === APP && image?.endsWith('psql.exe')) ?? null;
    facts.socket(APP, START + 4 * HOUR, ADDRESS[APP], 60_100, tool);
    const logon = facts.remoteLogon(FILE, START + 4 * HOUR + SECOND, 'adm_lee@corp.example', {
      source_address: ADDRESS[APP],
      source_port: 60_100,
      logon_id: '0x77',
    });
    facts.shares.push({
      host: FILE,
      logon_id: '0x77',
      time: logon.time + SECOND,
      last: logon.time + SECOND,
      granted,
      administrative: granted,
    });
    if (setsOff) facts.process(FILE, logon.time + 2 * SECOND, 'x.exe', { logon_id: '0x77' });
    return reconstruct(facts).hops.filter(({ account }) => account === 'adm_lee@corp.example').length;
  };
  it('is a try and no hop', () => expect(tried(false, false)).toBe(0));
  it('is a hop all the same where it ran something', () => expect(tried(false, true)).toBe(1));
  it('is a hop where one share let it in', () => expect(tried(true, false)).toBe(1));
});

describe('database sessions from a held host that keeps no record of its connections', () => {
  it('are left open, not claimed', () => {
    const facts = carrier();
    background(facts);
    night(facts, START);
    const story = reconstruct({ ...facts, sockets: facts.sockets.filter((socket) => socket.host !== APP) });
    expect(story.sockets.every((socket) => !socket.certain && socket.port === null)).toBe(true);
    expect(story.sockets.map((socket) => socket.host)).toEqual([APP]);
    expect(story.questions.some((question) => question.would_tell.includes(`Microsoft-Windows-Sysmon/Operational on ${APP}`))).toBe(true);
  });
});

describe('no operation is claimed', () => {
  it('when nothing but daily work happened', () => {
    const facts = carrier();
    background(facts);
    const story = reconstruct(facts);
    expect(story).toMatchObject({ operations: [], waves: [], hosts: [], hops: [], stages: [], questions: [], sockets: [] });
  });

  it('from terminals on many hosts that no credential ties together', () => {
    const facts = carrier();
    background(facts);
    for (const [n, host] of [WEB, FILE, APP].entries()) {
      const shell = facts.process(host, START + n * DAY, 'cmd.exe', { parent_image: 'w3wp.exe' });
      facts.terminal(host, START + n * DAY, 'web server starts a shell', 'persistence', 'T1505.003', shell);
      facts.terminal(host, START + n * DAY + HOUR, 'service with a random name', 'execution', 'T1569.002');
    }
    expect(reconstruct(facts).operations).toEqual([]);
  });

  it('from a theft whose credential only goes on where it always went', () => {
    const facts = carrier();
    facts.localLogon(WEB, START - 90 * DAY, 'svc_backup@corp.example', 5);
    background(facts);
    const shell = facts.process(WEB, START, 'cmd.exe', { parent_image: 'w3wp.exe' });
    facts.terminal(WEB, START, 'web server starts a shell', 'persistence', 'T1505.003', shell);
    facts.dump(facts.child(shell, START + MINUTE, 'd.exe'), START + MINUTE);
    facts.terminal(FILE, START + 2 * DAY + 3 * HOUR, 'service with a random name', 'execution', 'T1569.002');
    expect(reconstruct(facts).operations).toEqual([]);
  });

  it('from a stolen credential that is used without any effect', () => {
    const facts = carrier();
    const shell = facts.process(WEB, START, 'cmd.exe', { parent_image: 'w3wp.exe' });
    facts.terminal(WEB, START, 'web server starts a shell', 'persistence', 'T1505.003', shell);
    facts.dump(facts.child(shell, START + MINUTE, 'd.exe'), START + MINUTE);
    facts.remoteLogon(FILE, START + HOUR, DEPLOY, { source_address: ADDRESS[WEB], source_port: 1 });
    expect(reconstruct(facts).operations).toEqual([]);
  });

  it('from an empty case', () => {
    expect(reconstruct(new HandmadeFacts()).operations).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { ADDRESS, APP, FILE, WEB, carrier, night } from './handmade-chain.ts';
import { HOUR, HandmadeFacts, MINUTE, SECOND, START } from './handmade.ts';
import { dumperRuns } from './dumper-run.ts';
import { lineage } from './lineage.ts';
import { lsassReads } from './lsass-read.ts';
import { reconstruct } from './reconstruct.ts';
import { toolKeys } from './tool.ts';

const same = (account: string): string => account;
const DIGEST = 'ab'.repeat(32);

describe('a program is known from host to host', () => {
  const keys = (image: string | null, hashes: string | null = null): string[] => toolKeys({ image, hashes });
  it('by its bytes and its name', () =>
    expect(keys('C:\\Users\\Public\\Q.EXE', `MD5=00,SHA256=${DIGEST.toUpperCase()},IMPHASH=1`)).toEqual([
      `sha256:${DIGEST}`,
      'name:q.exe',
    ]));
  it.each([
    'C:\\Windows\\System32\\cmd.exe',
    '\\Device\\HarddiskVolume2\\Windows\\SysWOW64\\rundll32.exe',
    'D:\\Program Files (x86)\\agent\\agent.exe',
    null,
  ])('but not where programs are installed: %s', (image) => expect(keys(image, `SHA256=${DIGEST}`)).toEqual([]));
});

describe('a tool that a terminal shows on one host', () => {
  /** A night's work; later a program of the dumper's name, below nobody known, goes to a third host. */
  const later = (image: string, novel: readonly string[]): number => {
    const facts = carrier();
    night(facts, START);
    facts.novelPrograms.push(...novel.map((key) => ({ key })));
    const tool = facts.process(APP, START + 5 * HOUR, image, { parent_image: 'C:\\Windows\\explorer.exe' });
    facts.socket(APP, START + 5 * HOUR + SECOND, ADDRESS[APP], 60_200, tool);
    facts.remoteLogon(FILE, START + 5 * HOUR + 2 * SECOND, 'adm_lee@corp.example', { source_address: ADDRESS[APP], source_port: 60_200 });
    return reconstruct(facts).hops.filter(({ account }) => account === 'adm_lee@corp.example').length;
  };
  it('is the intruder’s on another', () => expect(later('C:\\Windows\\Temp\\d.exe', ['name:d.exe'])).toBe(1));
  it('is anybody’s where others ran it before', () => expect(later('C:\\Windows\\Temp\\d.exe', [])).toBe(0));
  it('is not any other program', () => expect(later('C:\\Windows\\Temp\\e.exe', ['name:d.exe', 'name:e.exe'])).toBe(0));
});

describe('a dumper that opens no LSASS', () => {
  const runs = (build: (facts: HandmadeFacts) => void, openings = true) => {
    const facts = new HandmadeFacts();
    const shell = facts.process(WEB, START, 'cmd.exe', { parent_image: 'w3wp.exe' });
    facts.terminal(WEB, START, 'web server starts a shell', 'persistence', 'T1505.003', shell);
    facts.dump(facts.child(shell, START + MINUTE, 'C:\\Temp\\d.exe'), START + MINUTE + SECOND);
    facts.novelPrograms.push({ key: 'name:d.exe' });
    const system = facts.process(FILE, START, 'C:\\Windows\\System32\\svchost.exe');
    if (openings)
      facts.process(FILE, START, 'svchost.exe', {
        ...system,
        activity: 'access',
        target_image: 'lsass.exe',
        granted_access: '0x1000',
        ref: facts.ref(),
      });
    build(facts);
    const granted = facts.processes.map((fact) =>
      fact.activity === 'access' && fact.target_image === null ? { ...fact, target_image: 'lsass.exe', granted_access: '0x1010' } : fact,
    );
    const lines = lineage(granted, facts.findings, [], same, new Set(['name:d.exe']));
    return dumperRuns(granted, lsassReads(granted, lines), lines).map(({ fact, stores }) => [fact.host, [...stores].sort().join(' ')]);
  };
  it('was after the accounts of a host that tells who opens LSASS', () =>
    expect(runs((facts) => facts.process(FILE, START + HOUR, 'C:\\Temp\\d.exe'))).toEqual([[FILE, 'local']]));
  it('may have been after either on one that does not', () =>
    expect(runs((facts) => facts.process(FILE, START + HOUR, 'C:\\Temp\\d.exe'), false)).toEqual([[FILE, 'local sessions']]));
  it('is none where it is another program', () =>
    expect(runs((facts) => facts.process(FILE, START + HOUR, 'C:\\Temp\\e.exe'))).toEqual([]));
});

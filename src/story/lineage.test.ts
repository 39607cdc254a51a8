import { describe, expect, it } from 'vitest';
import { HandmadeFacts, SECOND, START } from './handmade.ts';
import { lineage } from './lineage.ts';
import { mechanism } from './mechanism.ts';
import type { Visit } from './visit.ts';

const HOST = 'file.corp.example';
const same = (account: string): string => account;

function visit(more: Partial<Visit> = {}): Visit {
  return {
    from: 'web.corp.example',
    to: HOST,
    account: 'adm@corp.example',
    join: 'address',
    shutOut: false,
    administrative: false,
    time: START,
    time_100ns: 0,
    time_digits: 7,
    last: START,
    ref: '0123456789abcdef:1',
    pointers: [],
    logonIds: ['0xabc'],
    logonTypes: [3],
    socket: null,
    beside: [],
    ...more,
  };
}

describe('who stands behind a process', () => {
  it('is the remote session whose LogonId it or an ancestor carries', () => {
    const facts = new HandmadeFacts();
    const shell = facts.process(HOST, START + SECOND, 'cmd.exe', { logon_id: '0xabc' });
    const child = facts.child(shell, START + 2 * SECOND, 'tool.exe', { logon_id: '0x3e7' });
    const own = visit();
    expect([...lineage(facts.processes, [], [own], same).origins(HOST, child).visits]).toEqual([own]);
  });

  it('is never a session that all services share', () => {
    const facts = new HandmadeFacts();
    const service = facts.process(HOST, START + SECOND, 'svc.exe', { logon_id: '0x3e7' });
    const lines = lineage(facts.processes, [], [visit({ logonIds: ['0x3e7'] })], same);
    expect(lines.origins(HOST, service).visits.size).toBe(0);
  });

  it('is the session during which its service was installed', () => {
    const facts = new HandmadeFacts();
    facts.service(HOST, START + SECOND, 'x.exe');
    const service = facts.process(HOST, START + 2 * SECOND, 'x.exe', { parent_image: 'C:\\Windows\\System32\\services.exe' });
    const own = visit({ logonIds: [] });
    expect([...lineage(facts.processes, [], [own], same).origins(HOST, service).visits]).toEqual([own]);
  });

  it('is not a session that was merely there while another, by name, installed the service', () => {
    const facts = new HandmadeFacts();
    facts.service(HOST, START + SECOND, 'x.exe');
    facts.process(HOST, START + SECOND + 900, 'x.exe', {
      activity: 'service_installed',
      process_id: null,
      process_guid: null,
      logon_id: '0xdef',
    });
    const service = facts.process(HOST, START + 2 * SECOND, 'x.exe', { parent_image: 'services.exe' });
    const bystander = visit();
    const installer = visit({ logonIds: ['0xdef'], ref: '0123456789abcdef:2' });
    const lines = lineage(facts.processes, [], [bystander, installer], same);
    expect([...lines.origins(HOST, service).visits]).toEqual([installer]);
  });

  it('is a terminal of an ancestor, and of the shell above a dump, but not of the service above that', () => {
    const facts = new HandmadeFacts();
    const site = facts.process(HOST, START - SECOND, 'w3wp.exe', { parent_image: 'svchost.exe' });
    const shell = facts.child(site, START, 'cmd.exe');
    const tool = facts.child(shell, START + SECOND, 'tool.exe');
    const sibling = facts.child(shell, START + 2 * SECOND, 'other.exe');
    const page = facts.child(site, START + 3 * SECOND, 'compiler.exe');
    const dump = facts.dump(tool, START + SECOND);
    const lines = lineage(facts.processes, [dump], [], same);
    expect([...lines.origins(HOST, sibling).terminals]).toEqual([dump]);
    expect(lines.origins(HOST, page).terminals.size).toBe(0);
    expect(lines.origins(HOST, site).terminals.size).toBe(0);
  });

  it('is told for one start that two logs record, whichever of them a record names', () => {
    const facts = new HandmadeFacts();
    const sysmon = facts.process(HOST, START, 'C:\\cmd.exe', { logon_id: '0xabc', process_id: 77 });
    const security = facts.process(HOST, START + 5000, 'C:\\cmd.exe', { process_guid: null, process_id: 77, logon_id: null });
    const finding = facts.terminal(HOST, START, 'shell', 'execution', 'T1059', security);
    const lines = lineage(facts.processes, [finding], [visit()], same);
    expect([...lines.origins(HOST, sysmon).terminals]).toEqual([finding]);
    expect(lines.originsOfFinding(finding).visits.size).toBe(1);
  });

  it('ends at a chain of parents that runs in a circle', () => {
    const facts = new HandmadeFacts();
    const a = facts.process(HOST, START, 'a.exe', { process_guid: '{a1}', parent_process_guid: '{b1}' });
    facts.process(HOST, START, 'b.exe', { process_guid: '{b1}', parent_process_guid: '{a1}' });
    expect(lineage(facts.processes, [], [], same).origins(HOST, a).visits.size).toBe(0);
  });
});

describe('the mechanism of a remote session', () => {
  const account = 'adm@corp.example';
  const shown = (more: Partial<Visit>, ...build: ((facts: HandmadeFacts) => unknown)[]): string => {
    const facts = new HandmadeFacts();
    facts.process(HOST, START - SECOND, 'idle.exe');
    for (const one of build) one(facts);
    const own = visit(more);
    return mechanism(own, lineage(facts.processes, [], [own], same).setOff(own));
  };
  const started =
    (image: string, parent_image: string, more = {}) =>
    (facts: HandmadeFacts) =>
      facts.process(HOST, START + SECOND, image, { parent_image, account, ...more });

  it.each([
    ['service', shown({}, (facts) => facts.service(HOST, START + SECOND, 'x.exe'))],
    ['wmi', shown({}, started('cmd.exe', 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe'))],
    ['winrm', shown({}, started('C:\\Windows\\System32\\wsmprovhost.exe', 'svchost.exe'))],
    ['winrm', shown({}, started('whoami.exe', 'C:\\Windows\\System32\\wsmprovhost.exe', { logon_id: '0xabc' }))],
    ['task', shown({}, started('cmd.exe', 'svchost.exe', { parent_command_line: 'svchost.exe -k netsvcs -p -s Schedule' }))],
    ['dcom', shown({}, started('cmd.exe', 'svchost.exe', { parent_command_line: 'svchost.exe -k DcomLaunch', logon_id: '0xabc' }))],
    ['rdp', shown({ logonTypes: [3, 10] })],
    ['smb', shown({})],
    ['smb', shown({}, started('cmd.exe', 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe', { account: 'other@corp.example' }))],
  ])('is %s by what it set off', (expected, found) => expect(found).toBe(expected));
});

import { describe, expect, it } from 'vitest';
import { exposureIntervals } from './exposure-interval.ts';
import { DAY, HandmadeFacts, HOUR, MINUTE, SECOND, START } from './handmade.ts';
import { lineage } from './lineage.ts';
import { likeliest, thefts, type Theft } from './theft.ts';

const HOST = 'h.corp.example';
const same = (account: string): string => account;

/** What was taken of each account, for a case with these facts; times in minutes since START. */
function taken(facts: HandmadeFacts, accounts: readonly string[]): string[] {
  const terminals = facts.findings.filter(({ terminal }) => terminal);
  const book = thefts({
    findings: facts.findings,
    reads: [],
    runs: [],
    exposures: exposureIntervals(facts.localLogons, facts.starts, same),
    passwordChanges: facts.passwordChanges,
    controllers: new Set(facts.controllers.map(({ host }) => host)),
    lineage: lineage(facts.processes, terminals, [], same),
    nameOf: same,
  });
  return accounts.flatMap((account) =>
    book.of(account).map(({ host, time, reach }) => `${account} ${reach} ${host} ${(time - START) / MINUTE}`),
  );
}

/** Somebody with a web shell dumps the memory of LSASS. */
function dumped(build: (facts: HandmadeFacts) => void, accounts = ['a@corp.example', 'b@corp.example', 'c@corp.example']): string[] {
  const facts = new HandmadeFacts();
  build(facts);
  facts.dump(facts.process(HOST, START, 'd.exe'), START);
  return taken(facts, accounts);
}

/** Somebody with a web shell copies a password store, which a rule tells that is no terminal. */
function copied(
  techniques: readonly string[],
  accounts: readonly string[],
  build: (facts: HandmadeFacts) => void = () => undefined,
): string[] {
  const facts = new HandmadeFacts();
  build(facts);
  const shell = facts.process(HOST, START - HOUR, 'cmd.exe', { parent_image: 'w3wp.exe' });
  facts.terminal(HOST, START - HOUR, 'web server starts a shell', 'persistence', 'T1505.003', shell);
  const finding = facts.terminal(HOST, START, 'hives saved', 'credential-access', '', facts.child(shell, START, 'reg.exe'));
  facts.findings.pop();
  facts.findings.push({ ...finding, terminal: false, attack: [...techniques] });
  return taken(facts, accounts);
}

describe('a dump of memory takes', () => {
  it.each([2, 4, 5, 7, 8, 10, 11])('the credential of a logon of type %d', (type) =>
    expect(dumped((facts) => facts.localLogon(HOST, START - DAY, 'a@corp.example', type))).toEqual([`a@corp.example own ${HOST} 0`]),
  );
  it('not that of a network logon', () => expect(dumped((facts) => facts.localLogon(HOST, START - DAY, 'a@corp.example', 3))).toEqual([]));
  it('the outbound account of new credentials', () =>
    expect(dumped((facts) => facts.localLogon(HOST, START - DAY, 'a@corp.example', 9, { outbound_account: 'b@corp.example' }))).toEqual([
      `b@corp.example own ${HOST} 0`,
    ]));
  it('nothing of another host, nor of later', () =>
    expect(
      dumped((facts) => {
        facts.localLogon('other.corp.example', START - DAY, 'a@corp.example');
        facts.localLogon(HOST, START + SECOND, 'c@corp.example');
      }),
    ).toEqual([]));
  it('nothing that came to be logged on while a finding of many hours went on', () => {
    const facts = new HandmadeFacts();
    facts.localLogon(HOST, START + HOUR, 'a@corp.example');
    const finding = facts.dump(facts.process(HOST, START, 'd.exe'), START);
    facts.findings.pop();
    facts.findings.push({ ...finding, last: START + DAY });
    expect(taken(facts, ['a@corp.example'])).toEqual([]);
  });
  it('nobody after the logoff, and the next who bears the same LogonId', () => {
    expect(
      dumped((facts) => {
        facts.localLogon(HOST, START - 5 * DAY, 'a@corp.example', 2, { logon_id: '0x1' });
        facts.localLogon(HOST, START - 4 * DAY, 'a@corp.example', 2, { activity: 'logoff', logon_id: '0x1' });
        facts.localLogon(HOST, START - DAY, 'b@corp.example', 2, { logon_id: '0x1' });
      }),
    ).toEqual([`b@corp.example own ${HOST} 0`]);
  });
  it('nobody whose logon the remote desktop service told without a LogonId, once it told the logoff', () => {
    const logon = (facts: HandmadeFacts, hours: number, activity: string): void =>
      facts.localLogon(HOST, START - hours * HOUR, 'a@corp.example', 10, { activity, logon_id: null });
    expect(dumped((facts) => logon(facts, 5, 'logon'))).toHaveLength(1);
    expect(
      dumped((facts) => {
        logon(facts, 5, 'logon');
        logon(facts, 4, 'logoff');
      }),
    ).toEqual([]);
  });
  it('nobody who was logged on before the host started anew', () =>
    expect(
      dumped((facts) => {
        facts.localLogon(HOST, START - 2 * DAY, 'a@corp.example', 5);
        facts.starts.push({ host: HOST, time: START - DAY });
        facts.localLogon(HOST, START - DAY + MINUTE, 'b@corp.example', 5);
      }),
    ).toEqual([`b@corp.example own ${HOST} 0`]));
});

describe('a copied store gives', () => {
  const local = `${HOST}\\sysop`;
  const twin = 'other.corp.example\\sysop';
  it('of a host the own accounts, and perhaps those of the same name elsewhere, but nobody of a domain', () =>
    expect(
      copied(['T1003.002'], [local, twin, 'a@corp.example', `${HOST}\\system`], (facts) =>
        facts.localLogon(HOST, START - DAY, 'a@corp.example'),
      ),
    ).toEqual([`${local} own ${HOST} 0`, `${twin} twin ${HOST} 0`]));
  it('of a controller everybody of its domain', () => {
    const controller = (facts: HandmadeFacts): void => void facts.controllers.push({ host: HOST });
    expect(copied(['T1003.002', 'T1003.003'], ['x@corp.example', 'x@other.example'], controller)).toEqual([`x@corp.example own ${HOST} 0`]);
    expect(copied(['T1003.002', 'T1003.003'], ['x@corp.example'])).toEqual([]);
    expect(copied(['T1003.006'], ['x@corp.example'])).toEqual([`x@corp.example own ${HOST} 0`]);
  });
  it('with the secrets of services the accounts that run them, though they are not logged on', () => {
    const service = (facts: HandmadeFacts): void => {
      facts.localLogon(HOST, START - 2 * DAY, 'a@corp.example', 5, { logon_id: '0x1' });
      facts.localLogon(HOST, START - DAY, 'a@corp.example', 5, { activity: 'logoff', logon_id: '0x1' });
      facts.localLogon(HOST, START - DAY, 'b@corp.example', 2);
    };
    expect(copied(['T1003.004'], ['a@corp.example', 'b@corp.example'], service)).toEqual([`a@corp.example kept ${HOST} 0`]);
    expect(copied(['T1003.005'], ['a@corp.example', 'b@corp.example'], service)).toEqual([`b@corp.example kept ${HOST} 0`]);
  });
  it('nothing to anybody where no process of the intruder made the copy', () => {
    const facts = new HandmadeFacts();
    const finding = facts.terminal(HOST, START, 'hives saved', 'credential-access', '', facts.process(HOST, START, 'backup.exe'));
    facts.findings.pop();
    facts.findings.push({ ...finding, terminal: false, attack: ['T1003.002'] });
    expect(taken(facts, [local])).toEqual([]);
  });
});

describe('a stolen password', () => {
  it('is worth nothing once it was changed', () => {
    const facts = new HandmadeFacts();
    facts.localLogon(HOST, START - DAY, 'a@corp.example');
    facts.dump(facts.process(HOST, START, 'd.exe'), START);
    facts.passwordChanges.push({ account: 'a@corp.example', host: 'dc.corp.example', time: START + DAY });
    const book = thefts({
      findings: facts.findings,
      reads: [],
      runs: [],
      exposures: exposureIntervals(facts.localLogons, [], same),
      passwordChanges: facts.passwordChanges,
      controllers: new Set(),
      lineage: lineage(facts.processes, facts.findings, [], same),
      nameOf: same,
    });
    expect(book.of('a@corp.example').map(({ until }) => until)).toEqual([START + DAY]);
  });
});

describe('of several thefts the likeliest', () => {
  const theft = (time: number, reach: Theft['reach']): Theft => ({
    account: 'a',
    host: HOST,
    time,
    ref: '',
    finding: null,
    by: { terminals: new Set(), visits: new Set() },
    reach,
    until: Infinity,
  });
  it('is the first that lay open, before what is kept, before a twin’s', () => {
    const all = [theft(1, 'twin'), theft(2, 'kept'), theft(3, 'own'), theft(4, 'own')];
    expect(likeliest(all)?.time).toBe(3);
    expect(likeliest(all.slice(0, 2))?.time).toBe(2);
  });
  it('is of twins the latest', () => expect(likeliest([theft(1, 'twin'), theft(2, 'twin')])?.time).toBe(2));
  it('is none of none', () => expect(likeliest([])).toBeNull());
});

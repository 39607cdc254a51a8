import { describe, expect, it } from 'vitest';
import type { AccountAlias } from '../case/index.ts';
import { accountAliases, type AccountSighting, type BareAccount } from './account-aliases.ts';
import { PROVEN } from './certainty.ts';
import { domainAliases } from './domain-aliases.ts';
import { namesOf } from './names.ts';

const SID = 'S-1-5-21-1-2-3';
const seen = { first: 1, last: 2, ref: null };
const domains = domainAliases(
  [
    { domain: 'corp', sid: SID, ...seen },
    { domain: 'corp.example', sid: SID, ...seen },
  ],
  [],
  [],
);

function named(account: string, rid: number | null = null, upn = false): AccountSighting {
  return { account, sid: rid === null ? null : `${SID}-${rid}`, upn, ...seen };
}

function names(sightings: readonly AccountSighting[], bare: readonly BareAccount[] = []) {
  const accountAliasRows = accountAliases(sightings, bare, domains);
  return namesOf({ hostAliases: [], domainAliases: domains, accountAliases: accountAliasRows, intervals: [] }, []);
}

describe('the name of an account', () => {
  it('has the DNS name of its domain, also where that account was never seen with it', () => {
    const { account } = names([named('kim@corp', 1105)]);
    expect(['kim@corp', 'anyone@corp'].map(account)).toEqual(['kim@corp.example', 'anyone@corp.example']);
  });
  it('stays as it is where it is local, of an unknown domain or unresolved', () => {
    const { account } = names([named('kim@corp', 1105)]);
    const others = ['web01\\admin', 'sid:S-1-5-21-9-9-9-4', 'x@elsewhere', 'web01\\admin@corp'];
    expect(others.map(account)).toEqual(others);
  });
  it('is told by a SID that a record shows beside it', () => {
    const { account } = names([named('kim@corp', 1105), named('kim@corp.example', 1105)]);
    expect(account(`sid:${SID}-1105`)).toBe('kim@corp.example');
  });
  it('is told by a principal name of the same SID', () => {
    const { account } = names([named('kdoe@corp', 1105), named('kim.doe@carrier.example', 1105, true)]);
    expect(account('kim.doe@carrier.example')).toBe('kdoe@corp.example');
  });
  it('is not told by a principal name that is also the name of another', () => {
    const { account } = names([named('kdoe@corp.example', 1105), named('lee@corp.example', 1105, true), named('lee@corp.example', 1106)]);
    expect(account('lee@corp.example')).toBe('lee@corp.example');
  });
  it('stays apart where one SID had two names', () => {
    const { account } = names([named('kim@corp', 1105), named('kim2@corp', 1105)]);
    expect([account(`sid:${SID}-1105`), account('kim@corp')]).toEqual([`sid:${SID}-1105`, 'kim@corp.example']);
  });
});

describe('a SID of local accounts on machines made from one image', () => {
  it('means the account of the host it stands on', () => {
    const { account, accountAt } = names([named('a.example\\admin', 500), named('b.example\\admin', 500)]);
    const sid = `sid:${SID}-500`;
    expect([account(sid), accountAt(sid, 'a.example'), accountAt(sid, 'b.example')]).toEqual([sid, 'a.example\\admin', 'b.example\\admin']);
  });
});

describe('a user without a domain', () => {
  const bare = (host: string, controller: boolean): BareAccount => ({ user: 'kim', host, controller, ...seen });
  it('is the domain’s where a controller names him', () => {
    const { account, accountAt } = names([named('kim@corp', 1105)], [bare('dc1.corp.example', true)]);
    expect(accountAt('kim', 'dc1.corp.example')).toBe('kim@corp.example');
    expect([account('kim'), accountAt('kim', 'store.example')]).toEqual(['kim', 'kim']);
  });
  it('is the machine’s own elsewhere', () => {
    const { accountAt } = names([named('kim@corp', 1105)], [bare('ws1.corp.example', false)]);
    expect(accountAt('kim', 'ws1.corp.example')).toBe('ws1.corp.example\\kim');
  });
  it('is the only one so called where the controller’s own domain is unknown, and nobody where there are two', () => {
    const at = bare('dc1', true);
    expect(names([named('kim@corp', 1105)], [at]).accountAt('kim', 'dc1')).toBe('kim@corp.example');
    expect(names([named('kim@corp', 1105), named('kim@other.example')], [at]).accountAt('kim', 'dc1')).toBe('kim');
  });
  it('is never proven by it', () => {
    const rows: AccountAlias[] = accountAliases([named('kim@corp', 1105)], [bare('dc1.corp.example', true)], domains);
    expect(rows.filter((row) => row.alias === 'kim').every((row) => row.confidence < PROVEN)).toBe(true);
  });
});

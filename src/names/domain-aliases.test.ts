import { describe, expect, it } from 'vitest';
import { PROVEN, UNDECIDED } from './certainty.ts';
import { dnsDomains, domainAliases, type DomainPair, type DomainSpelling, type OwnMachineAccount } from './domain-aliases.ts';

const SID = 'S-1-5-21-1-2-3';
const OTHER = 'S-1-5-21-7-8-9';
const seen = { first: 1, last: 2, ref: null };
const spelled = (domain: string, sid = SID): DomainSpelling => ({ domain, sid, ...seen });

function proven(spellings: readonly DomainSpelling[], pairs: readonly DomainPair[] = [], machines: readonly OwnMachineAccount[] = []) {
  return [...dnsDomains(domainAliases(spellings, pairs, machines), PROVEN)];
}

describe('the DNS name of a NetBIOS domain', () => {
  it('is known once one SID is seen with both', () => {
    expect(proven([spelled('corp'), spelled('corp.example')])).toEqual([['corp', 'corp.example']]);
  });
  it('is shown from when both had been seen', () => {
    const rows = domainAliases([{ ...spelled('corp'), first: 5, last: 6 }, spelled('corp.example')], [], []);
    expect(rows.map(({ first, last }) => [first, last])).toEqual([[5, 6]]);
  });
  it('is known once one logon is seen with both', () => {
    expect(proven([], [{ one: 'corp.example', other: 'corp', ...seen }])).toEqual([['corp', 'corp.example']]);
  });
  it('is never told by likeness', () => expect(proven([spelled('corp', OTHER), spelled('corp.example')])).toEqual([]));
  it('is left open where two domains use the name', () => {
    const rows = [spelled('corp'), spelled('corp.example'), spelled('corp', OTHER), spelled('corp.other.example', OTHER)];
    expect(proven(rows)).toEqual([]);
    expect(domainAliases(rows, [], []).map((row) => row.confidence)).toEqual([UNDECIDED, UNDECIDED]);
  });
  it('is left open where one SID has two DNS names', () =>
    expect(proven([spelled('corp'), spelled('corp.example'), spelled('hq.example')])).toEqual([]));
  it('is likely, not proven, by a machine’s own suffix', () => {
    const machine = { host: 'ws1.corp.example', account: 'ws1$@corp', ...seen };
    expect(proven([], [], [machine])).toEqual([]);
    expect([...dnsDomains(domainAliases([], [], [machine]), 0.5)]).toEqual([['corp', 'corp.example']]);
    expect(domainAliases([], [], [{ ...machine, account: 'ws2$@corp' }])).toEqual([]);
  });
});

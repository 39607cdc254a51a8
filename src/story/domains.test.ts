import { describe, expect, it } from 'vitest';
import { joinDomains } from './domains.ts';

const SID = 'S-1-5-21-1-2-3';
const OTHER = 'S-1-5-21-7-8-9';

describe('joinDomains', () => {
  it('joins the two names of a domain that one SID proves', () => {
    const name = joinDomains([
      { account: 'kim@corp', account_sid: `${SID}-1105` },
      { account: 'lee@corp.example', account_sid: `${SID}-1106` },
    ]);
    expect(name('kim@corp')).toBe('kim@corp.example');
    expect(name('anyone@corp')).toBe('anyone@corp.example');
  });

  it('never merges by likeness', () => {
    const name = joinDomains([
      { account: 'kim@corp', account_sid: `${OTHER}-1105` },
      { account: 'lee@corp.example', account_sid: `${SID}-1106` },
    ]);
    expect(name('kim@corp')).toBe('kim@corp');
  });

  it('leaves a NetBIOS name alone that two domains use', () => {
    const name = joinDomains([
      { account: 'a@corp', account_sid: `${SID}-1` },
      { account: 'a@corp.example', account_sid: `${SID}-1` },
      { account: 'a@corp', account_sid: `${OTHER}-1` },
      { account: 'a@corp.other.example', account_sid: `${OTHER}-1` },
    ]);
    expect(name('a@corp')).toBe('a@corp');
  });

  it('leaves local and unresolved accounts alone', () => {
    const name = joinDomains([{ account: 'lee@corp.example', account_sid: `${SID}-1` }]);
    expect([name('web01\\admin'), name('sid:S-1-5-21-1-2-3-4'), name('x@elsewhere')]).toEqual([
      'web01\\admin',
      'sid:S-1-5-21-1-2-3-4',
      'x@elsewhere',
    ]);
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalAccount, canonicalAddress, canonicalHost, rawAccount, shortName, sidOf } from './index.ts';

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::FFFF:a00:1', '10.0.0.1'],
  ['fe80:0:0:0:3816:b2ee:1b9b:324b', 'fe80::3816:b2ee:1b9b:324b'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[2001:DB8::1]', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ['::1', '::1'],
  ['127.0.0.1', '127.0.0.1'],
  [' 10.0.0.1 ', '10.0.0.1'],
  ['-', null],
  ['', null],
  [null, null],
  ['0.0.0.0', null],
  ['::', null],
  ['LOCAL', null],
  ['10.0.0.256', null],
  ['010.0.0.1', null],
  ['1:2', null],
  ['1'.repeat(1000), null],
])('the address %j is %j', (raw, address) => {
  expect(canonicalAddress(raw)).toBe(address);
});

test('an address has one spelling, whichever of its spellings is read', () => {
  fc.assert(
    fc.property(fc.ipV6(), (spelling) => {
      const once = canonicalAddress(spelling);
      fc.pre(once !== null);
      expect(canonicalAddress(once)).toBe(once);
      expect(canonicalAddress(spelling.toUpperCase())).toBe(once);
      // The URL standard writes addresses by RFC 5952 too.
      if (!once?.includes('.')) expect(`[${once}]`).toBe(new URL(`http://[${spelling}]`).hostname);
    }),
  );
});

test.each([
  ['WEB01.Corp.Example', 'web01.corp.example'],
  ['web01.corp.example.', 'web01.corp.example'],
  ['\\\\FS01', 'fs01'],
  ['MSEDGEWIN10', 'msedgewin10'],
  ['BÜRO-7', 'büro-7'],
  ['10.0.0.1', 'ip:10.0.0.1'],
  ['ip:10.0.0.1', 'ip:10.0.0.1'],
  ['IP:FE80::1%3', 'ip:fe80::1'],
  ['-', null],
  ['', null],
  ['  ', null],
  ['a b', null],
  ['a/b', null],
  ['a..b', null],
  ['1.2.3', null],
  ['<script>', null],
  ['x'.repeat(254), null],
  [undefined, null],
])('the host %j is %j', (raw, host) => {
  expect(canonicalHost(raw)).toBe(host);
});

test('short names are first labels', () => {
  expect([shortName('web01.corp.example'), shortName('web01'), shortName('ip:10.0.0.1')]).toEqual(['web01', 'web01', null]);
});

const host = 'ws05.corp.example';
const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';

test.each([
  ['a DNS domain', { user: 'Bob', domain: 'CORP.EXAMPLE' }, 'bob@corp.example'],
  ['a DNS domain with its dot', { user: 'bob', domain: 'corp.example.' }, 'bob@corp.example'],
  ['a NetBIOS domain', { user: 'Bob', domain: 'CORP', sid: SID }, 'bob@corp'],
  ['a UPN', { user: 'Bob@Corp.Example', domain: '-' }, 'bob@corp.example'],
  ['a UPN beside its domain', { user: 'bob@CORP.EXAMPLE', domain: 'CORP.EXAMPLE' }, 'bob@corp.example'],
  ['DOMAIN\\user in one', { user: 'CORP\\Bob' }, 'bob@corp'],
  ['a machine', { user: 'WS06$', domain: 'CORP' }, 'ws06$@corp'],
  ['a machine at a controller', { user: 'WS06$@CORP.EXAMPLE', domain: 'CORP.EXAMPLE' }, 'ws06$@corp.example'],
  ['a local account', { user: 'Administrator', domain: 'WS05' }, 'ws05.corp.example\\administrator'],
  ['a local account by a dot', { user: '.\\Admin' }, 'ws05.corp.example\\admin'],
  ['a local account of a long name', { user: 'a', domain: 'VERYLONGHOSTNAM', host: 'verylonghostname01' }, 'verylonghostname01\\a'],
  ['an account of another host', { user: 'a', domain: 'WS06' }, 'a@ws06'],
  ['SYSTEM', { user: 'SYSTEM', domain: 'NT AUTHORITY', sid: 'S-1-5-18' }, 'ws05.corp.example\\system'],
  ['SYSTEM under its machine name', { user: 'WS05$', domain: 'CORP', sid: 'S-1-5-18' }, 'ws05.corp.example\\system'],
  ['SYSTEM in German', { user: 'SYSTEM', domain: 'NT-AUTORITÄT' }, 'ws05.corp.example\\system'],
  ['LocalSystem', { user: 'LocalSystem' }, 'ws05.corp.example\\system'],
  ['a service of NT AUTHORITY', { user: 'NT AUTHORITY\\LocalService' }, 'ws05.corp.example\\local service'],
  ['NETWORK SERVICE', { user: 'NT AUTHORITY\\NETWORK SERVICE' }, 'ws05.corp.example\\network service'],
  ['anonymous', { user: 'ANONYMOUS LOGON', domain: 'NT AUTHORITY', sid: 'S-1-5-7' }, 'ws05.corp.example\\anonymous logon'],
  ['the window manager', { user: 'DWM-1', domain: 'Window Manager', sid: 'S-1-5-90-0-1' }, 'ws05.corp.example\\dwm-1'],
  ['the font driver', { user: 'UMFD-0', domain: 'Font Driver Host', sid: 'S-1-5-96-0-0' }, 'ws05.corp.example\\umfd-0'],
  ['an application pool', { user: 'IIS APPPOOL\\Portal' }, 'ws05.corp.example\\portal'],
  ['a SID alone', { user: '-', domain: '-', sid: SID }, `sid:${SID}`],
  ['a name with a SID but no domain', { user: 'bob', domain: '', sid: SID }, `sid:${SID}`],
  ['a name alone', { user: 'Bob' }, 'bob'],
  ['nobody', { user: '-', domain: '-', sid: 'S-1-0-0' }, null],
  ['nothing', { user: null }, null],
  ['no SID at all', { user: '', sid: 'nonsense' }, null],
])('the account of %s', (_, spelling, account) => {
  expect(canonicalAccount({ host, ...spelling })).toBe(account);
});

test('hostile names stay short and apart', () => {
  const one = canonicalAccount({ user: `${'x'.repeat(100_000)}1`, domain: 'corp', host });
  const two = canonicalAccount({ user: `${'x'.repeat(100_000)}2`, domain: 'corp', host });
  expect(one?.length).toBeLessThan(300);
  expect(one).not.toBe(two);
  expect(canonicalAccount({ user: 'a\u0000\nb', host })).toBe('a\ufffd\ufffdb');
});

test('upper and lower case are one account', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9@\\.$ -]{0,12}$/);
  fc.assert(
    fc.property(word, word, (user, domain) => {
      expect(canonicalAccount({ user: user.toUpperCase(), domain: domain.toUpperCase(), host })).toBe(
        canonicalAccount({ user: user.toLowerCase(), domain: domain.toLowerCase(), host }),
      );
    }),
  );
});

test('raw names are as spelled, SIDs are checked', () => {
  expect(rawAccount('Bob', 'CORP')).toBe('CORP\\Bob');
  expect(rawAccount('Bob', '-')).toBe('Bob');
  expect(rawAccount('-', 'CORP')).toBeNull();
  expect(sidOf('s-1-5-18')).toBe('S-1-5-18');
  expect(sidOf('S-1-0-0')).toBeNull();
  expect(sidOf('S-1-5-x')).toBeNull();
});

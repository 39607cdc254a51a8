import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { derivedKey, keyedHash } from './keyed-hash.ts';
import { createMasker } from './masker.ts';
import type { IdentifierDomain, NumberPlan } from './types.ts';

const plan: NumberPlan = { country_code: '999', national_prefix: '0', msisdn_lengths: [11], mcc_mnc: ['00101'] };
const key = new Uint8Array(32).fill(3);
const columns = new Map<string, IdentifierDomain>();
const planned = createMasker({ key, plan, columns });
const unplanned = createMasker({ key, plan: null, columns });

/** The subscriber, card and device of these tests. */
const MSISDN = '99912345678';
const IMSI = '001010123456789';
const IMEI = '352099001761481';

/** Texts with pseudonyms written as their domain alone. */
const short = (text: string): string => text.replaceAll(/(msisdn|imsi|imei):(~?)[0-9a-f]{32}/g, '<$2$1>');

describe('pseudonyms', () => {
  test('are HMAC-SHA-256 in a domain of their own, cut to 128 bits', () => {
    const expected = createHmac('sha256', derivedKey(key, 'msisdn')).update(MSISDN).digest('hex').slice(0, 32);
    expect(planned.identifier('msisdn', MSISDN)).toBe(`msisdn:${expected}`);
    const [msisdn, imsi] = [planned.identifier('msisdn', IMSI), planned.identifier('imsi', IMSI)];
    expect(msisdn?.split(':')[1]).not.toBe(imsi?.split(':')[1]);
  });

  test.each([0, 1, 20, 64, 65, 200])('the fast hash of %i characters is the HMAC of the library', (length) => {
    for (const secret of [key, new Uint8Array(100).fill(9)]) {
      const message = '7'.repeat(length);
      expect(keyedHash(secret)(message)).toBe(createHmac('sha256', secret).update(message).digest('hex').slice(0, 32));
    }
  });

  test('differ under another key', () => {
    const other = createMasker({ key: new Uint8Array(32).fill(4), plan, columns });
    expect(other.identifier('msisdn', MSISDN)).not.toBe(planned.identifier('msisdn', MSISDN));
  });

  test('of a pseudonym are that pseudonym', () => {
    const pseudonym = planned.identifier('imsi', IMSI) ?? '';
    expect(planned.identifier('imsi', pseudonym)).toBe(pseudonym);
  });

  test('stay right when more spellings were seen than are remembered', () => {
    const first = planned.identifier('msisdn', '+99900000000');
    for (let i = 0; i < 70_000; i++) planned.identifier('msisdn', `999${String(i).padStart(8, '1')}`);
    expect(planned.identifier('msisdn', '+99900000000')).toBe(first);
  });
});

describe('the canonical form', () => {
  test.each([
    ['+99912345678', MSISDN],
    ['0099912345678', MSISDN],
    ['99912345678', MSISDN],
    ['012345678', MSISDN],
    ['12345678', MSISDN],
    ['+999 (0)12 345-678', MSISDN],
    ['+999012345678', MSISDN],
    ['(012) 345.678', MSISDN],
    ['tel:+999-12-345678;phone-context=example', MSISDN],
    ['sip:+99912345678@ims.example;user=phone', MSISDN],
    ['%2B99912345678', MSISDN],
    [' 012345678', MSISDN],
    ['+012345678', MSISDN],
    ['+998901234567', '998901234567'],
    ['00998901234567', '998901234567'],
    ['998901234567', '998901234567'],
    ['110', '110'],
  ])('of the MSISDN %s is %s', (spelling, canonical) => {
    expect(planned.canonical('msisdn', spelling)).toBe(canonical);
  });

  test('of an MSISDN without a number plan has + and 00 taken off', () => {
    expect(
      ['+99912345678', '0099912345678', '99912345678', '012345678'].map((spelling) => unplanned.canonical('msisdn', spelling)),
    ).toEqual([MSISDN, MSISDN, MSISDN, '012345678']);
  });

  test('of an IMSI has at most 15 digits, of an IMEI the first 14', () => {
    expect(planned.canonical('imsi', `0${IMSI}@nai.epc.example`.slice(0, 16))).toBe(IMSI);
    expect(['35-209900-176148-1', '3520990017614823', '35209900176148'].map((spelling) => planned.canonical('imei', spelling))).toEqual(
      Array(3).fill('35209900176148'),
    );
  });

  test('is null where there are no digits', () => {
    expect(planned.canonical('msisdn', 'anonymous')).toBe(null);
    expect(planned.identifier('msisdn', '')).toBe(null);
  });
});

describe('free text with a number plan', () => {
  test.each([
    ['out-012345678.rar', 'out-<msisdn>.rar'],
    ['99912345678.csv', '<msisdn>.csv'],
    ['export_+998901234567.rar', 'export_<msisdn>.rar'],
    ['msisdn99912345678', 'msisdn<msisdn>'],
    ['/q?n=%2B99912345678&x=1', '/q?n=<msisdn>&x=1'],
    ['/q?n=%252B99912345678', '/q?n=<msisdn>'],
    ['/q?n=+012345678', '/q?n=+<msisdn>'],
    ['/q?n=%39%39%39%31%32%33%34%35%36%37%38', '/q?n=<msisdn>'],
    ['/q?n=012%2D345%2D678', '/q?n=<msisdn>'],
    ['100%99912345678%', '100%<msisdn>%'],
    ['from 01.23.45.678 to (012) 345 678', 'from <msisdn> to <msisdn>'],
    ['(+999) 12 345 678', '<msisdn>'],
    ['call 12-345-678!', 'call <msisdn>!'],
    ['+999 12 345 678 30', '<msisdn> 30'],
    [[...MSISDN].join('\u0000'), '<msisdn>'],
    [`imsi=${IMSI}`, 'imsi=<imsi>'],
    [`0${IMSI}@nai.epc.example`, '<imsi>@nai.epc.example'],
    [`${IMEI} 35-209900-176148-1 352099-00-176148-1`, '<imei> <imei> <imei>'],
    [
      `psql -c "SELECT * FROM cdr WHERE n LIKE '9989012%' OR n = '998901234567'"`,
      `psql -c "SELECT * FROM cdr WHERE n LIKE '<~msisdn>%' OR n = '<msisdn>'"`,
    ],
    ['/q?id=1%27+UNION+SELECT+n+FROM+cdr+WHERE+n%3D%27998901234567%27', '/q?id=1%27+UNION+SELECT+n+FROM+cdr+WHERE+n%3D%27<msisdn>%27'],
    ['id=12345678 LogonId=12345678 pid 12345678', 'id=<msisdn> LogonId=12345678 pid 12345678'],
  ])('%s becomes %s', (text, masked) => {
    expect(short(planned.text(text))).toBe(masked);
  });

  test.each([
    '2024-04-01 12:30:00.123456789 +0300',
    '2020-09-22T07:36:45.019940800Z',
    '20240401123000',
    '20240401',
    '1711929600.123456',
    '0x99912345678',
    'd41d8cd98f00b204e9800998ecf8427e',
    '99912345678abcdef',
    '{12345678-1234-1234-1234-123456789012}',
    'S-1-5-21-3623811015-3361044348-30300820-1013',
    'metadata%5CS-1-5-21-3940915590-64593676-1414006259-500-MergedResources-0',
    '192.168.100.200:49152',
    '10.0.19041.1234 KB5001078 CVE-2021-26855',
    '49152-65535',
    '00-11-22-33-44-55',
    '"EventRecordID": 12345678',
    'ReturnCode: 12345678',
    '4917012345678.csv',
    '352099001761482',
    'ip 0 64 1234 5678 9',
  ])('%s stands', (text) => {
    expect(planned.text(text)).toBe(text);
  });
});

test('a date stands behind a group that could begin a number', () => {
  const longer = createMasker({ key, plan: { ...plan, msisdn_lengths: [12] }, columns });
  expect(longer.text('at 09 2024-04-01')).toBe('at 09 2024-04-01');
});

describe('free text without a number plan', () => {
  test('masks + or 00 and 10 to 15 digits, and nothing else', () => {
    const text = `+998901234567 00998901234567 998901234567 +99890123 ${IMEI} 012345678 0000000012345678`;
    expect(short(unplanned.text(text))).toBe(`<msisdn> <msisdn> 998901234567 +99890123 ${IMEI} 012345678 0000000012345678`);
  });
});

describe('hostile text', () => {
  const size = 1 << 18;
  test.each([
    '1',
    '12 34 ',
    '0999-12-34 ',
    '%25',
    '%39',
    '12345678-',
    '1234567g',
    '+',
    "'",
    '(',
    '$a$ $b$ ',
    "'1234567'=",
    '/*',
    '1.',
    '1\0',
    "x='1234567'/**/||",
  ])(
    'of %j over and over is read in bounded time',
    (piece) => {
      const text = piece.repeat(size / piece.length);
      expect(planned.text(text).length).toBeGreaterThan(0);
      expect(planned.statement(text).length).toBeGreaterThan(0);
    },
    5000,
  );
});

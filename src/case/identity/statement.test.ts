import { describe, expect, test } from 'vitest';
import { createMasker } from './masker.ts';
import type { IdentifierDomain, NumberPlan } from './types.ts';

const plan: NumberPlan = { country_code: '999', national_prefix: '0', msisdn_lengths: [11], mcc_mnc: ['00101'] };
const columns = new Map<string, IdentifierDomain>([
  ['a_number', 'msisdn'],
  ['b_number', 'msisdn'],
  ['sub_imsi', 'imsi'],
  ['sub_imei', 'imei'],
]);
const masker = createMasker({ key: new Uint8Array(32).fill(3), plan, columns });
const unplanned = createMasker({ key: new Uint8Array(32).fill(3), plan: null, columns });

/** Texts with pseudonyms written as their domain alone, `~` for a part. */
const short = (text: string): string => text.replaceAll(/(msisdn|imsi|imei):(~?)[0-9a-f]{32}/g, '<$2$1>');

describe('statements with a number plan', () => {
  test.each([
    ["a_number = '99912345678' AND start_time >= '20240401123000'", "a_number = '<msisdn>' AND start_time >= '20240401123000'"],
    ["'99912345678' = t.a_number", "'<msisdn>' = t.a_number"],
    [
      "a_number IN ('99912345678', '998901234567') OR sub_imsi = '208011234567890'",
      "a_number IN ('<msisdn>', '<msisdn>') OR sub_imsi = '<imsi>'",
    ],
    ['sub_imei IN (35209900176148, 3520990017614823)', 'sub_imei IN (<imei>, <imei>)'],
    ["a_number LIKE '9991234%'", "a_number LIKE '<~msisdn>%'"],
    ["a_number LIKE '99912%'", "a_number LIKE '99912%'"],
    ["a_number LIKE '99912345678%'", "a_number LIKE '<msisdn>%'"],
    ["a_number LIKE '%12345678'", "a_number LIKE '%<msisdn>'"],
    ["a_number LIKE '9991234____'", "a_number LIKE '<~msisdn>____'"],
    ["a_number ~ '^(9991234|9991235)[0-9]{4}$'", "a_number ~ '^(<~msisdn>|<~msisdn>)[0-9]{4}$'"],
    ["sub_imsi LIKE '0010101%'", "sub_imsi LIKE '<~imsi>%'"],
    ["substr(a_number, 1, 7) = '9991234'", "substr(a_number, 1, 7) = '<~msisdn>'"],
    ["a_number = '999' || '12345678'", "a_number = '999' || '<msisdn>'"],
    ["a_number = concat('9991', '2345678')", "a_number = concat('9991', '<msisdn>')"],
    [
      "a_number BETWEEN '99912340000' AND '99912349999' AND day = '20240401'",
      "a_number BETWEEN '<msisdn>' AND '<msisdn>' AND day = '20240401'",
    ],
    ["(a_number, sub_imsi) IN (('99912345678', '001010123456789'))", "(a_number, sub_imsi) IN (('<msisdn>', '<imsi>'))"],
    [
      "INSERT INTO w (sub_imei, start_time, a_number) VALUES ('35209900176148', '20240401123000', '1234567'), ('35209900176148', '20240401123000', '1234567')",
      "INSERT INTO w (sub_imei, start_time, a_number) VALUES ('<imei>', '20240401123000', '<msisdn>'), ('<imei>', '20240401123000', '<msisdn>')",
    ],
    ["a_number = ANY (ARRAY['99912345678','998901234567']::text[])", "a_number = ANY (ARRAY['<msisdn>','<msisdn>']::text[])"],
    ["a_number = ANY ('{99912345678,998901234567}')", "a_number = ANY ('{<msisdn>,<msisdn>}')"],
    ["lower(trim(both ' ' from a_number)) = E'\\t99912345678'", "lower(trim(both ' ' from a_number)) = E'\\t<msisdn>'"],
    ['a_number::bigint = 999_1234_5678', 'a_number::bigint = <msisdn>'],
    ["x = '99912345%' AND y LIKE '20240401%'", "x = '<~msisdn>%' AND y LIKE '20240401%'"],
    ["x = '998901234567' AND z = 12345678901234", "x = '<msisdn>' AND z = <imei>"],
    ['x = 208011234567890', 'x = <imsi>'],
    ["COPY (SELECT 1) TO '/tmp/99912345678.csv'", "COPY (SELECT 1) TO '/tmp/<msisdn>.csv'"],
    ['-- for 99912345678\nSELECT /* 012345678 */ 1', '-- for <msisdn>\nSELECT /* <msisdn> */ 1'],
    ['SELECT * FROM cdr_99912345678', 'SELECT * FROM cdr_<msisdn>'],
    [
      "DO $x$ BEGIN PERFORM 1 FROM c WHERE sub_imsi = '208011234567890'; END $x$",
      "DO $x$ BEGIN PERFORM 1 FROM c WHERE sub_imsi = '<imsi>'; END $x$",
    ],
    ["EXECUTE 'SELECT 1 FROM c WHERE a_number LIKE ''99912345%'''", "EXECUTE 'SELECT 1 FROM c WHERE a_number LIKE ''<~msisdn>%'''"],
    ["WHERE a_number = '99912345678", "WHERE a_number = '<msisdn>"],
    ["[A_NUMBER] = N'998901234567'", "[A_NUMBER] = N'<msisdn>'"],
    ["$1 = '99912345678', $2 = '2024-04-01 12:00:00', $3 = '99912345%'", "$1 = '<msisdn>', $2 = '2024-04-01 12:00:00', $3 = '<~msisdn>%'"],
    ['99912345678,001010123456789,+998901234567,2024-04-01 00:00:00', '<msisdn>,<imsi>,<msisdn>,2024-04-01 00:00:00'],
    ["a_number = '110'", "a_number = '110'"],
    [
      'ts > 1711929600 AND start_time > 1711929600000 LIMIT 1000000000000',
      'ts > 1711929600 AND start_time > 1711929600000 LIMIT 1000000000000',
    ],
    ["a_number = '20240401123000' AND start_time = '20240401123000'", "a_number = '<msisdn>' AND start_time = '20240401123000'"],
  ])('%s becomes %s', (sql, masked) => {
    expect(short(masker.statement(sql))).toBe(masked);
  });

  test('every spelling of a prefix gets one name, and it is not the name of a whole number', () => {
    const named = ['9991234%', '+9991234%', '009991234%', '01234%'].map((prefix) => masker.statement(`a_number LIKE '${prefix}'`));
    expect(new Set(named.slice(0, 3)).size).toBe(1);
    expect(named[3]).toBe("a_number LIKE '01234%'");
    expect(masker.statement("a_number LIKE '01234567%'")).toBe(masker.statement("a_number LIKE '9991234567%'"));
    expect(named[0]).toMatch(/^a_number LIKE 'msisdn:~[0-9a-f]{32}%'$/);
  });

  test('a literal gets the pseudonym that the same identifier has in a typed field', () => {
    expect(masker.statement("a_number = '012345678'")).toBe(`a_number = '${masker.identifier('msisdn', '+99912345678') ?? ''}'`);
  });
});

describe('statements without a number plan', () => {
  test.each([
    ["a_number = '99912345678'", "a_number = '<msisdn>'"],
    ["a_number = '012345678'", "a_number = '<msisdn>'"],
    ["x = '012345678' AND y = '1234567890' AND z = 1234567890123456", "x = '012345678' AND y = '<msisdn>' AND z = <imei>"],
    ["sub_imsi LIKE '0010101234%'", "sub_imsi LIKE '<~imsi>%'"],
  ])('%s becomes %s', (sql, masked) => {
    expect(short(unplanned.statement(sql))).toBe(masked);
  });
});

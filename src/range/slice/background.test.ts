import { describe, expect, test } from 'vitest';
import { fictionalPlan } from '../carrier/index.ts';
import { allText, lines, play, seen, type Seen } from './test-support/played.ts';

const attacked = play(3);
const quiet = play(3, true);

describe('the quiet carrier', () => {
  test('has no operation, no access and no target', () => {
    expect(quiet.truth).toEqual({ scenario: 'slice', seed: 3, operations: [], accesses: [], targets: [], blind: [] });
  });

  test('has the same call records and context, and every Windows record, request and database line of the attacked one but the intruder’s', () => {
    expect(quiet.records).toEqual(attacked.records);
    expect(quiet.context).toEqual(attacked.context);
    const all = new Set(seen(attacked).map((record) => JSON.stringify(record)));
    const missing = seen(quiet).filter((record) => !all.has(JSON.stringify(record)));
    expect(missing).toEqual([]);
    for (const ending of ['.log', '.csv']) {
      const known = new Set(lines(attacked, ending));
      expect(lines(quiet, ending).filter((line) => !known.has(line))).toEqual([]);
      expect(lines(quiet, ending).length).toBeLessThan(lines(attacked, ending).length);
    }
  });

  test('bears no trace of the intruder’s tools, addresses or statements', () => {
    const text = allText(quiet);
    const tunnel = attacked.truth.operations[0]?.tunnels[0]?.peer ?? '';
    const traces = [
      'SoftEther',
      'psql',
      '$Recycle.Bin',
      'ADMIN$',
      '0x1fffff',
      tunnel,
      ...attacked.truth.accesses.map((access) => access.statement),
    ];
    for (const trace of traces) expect(text).not.toContain(trace);
    const rights = seen(quiet)
      .filter((record) => record.sysmon && record.id === 10)
      .map((record) => Number(record.fields.GrantedAccess) & 0x10);
    expect(new Set(rights)).toEqual(new Set([0]));
  });
});

describe('the background of the attacked carrier', () => {
  const records = seen(attacked);
  const [operation] = attacked.truth.operations;
  const hops = operation?.hops ?? [];
  const [wave] = operation?.waves ?? [];
  const inWave = (record: Seen): boolean => record.time >= (wave?.first ?? '') && record.time <= (wave?.last ?? '');

  test('goes the intruder’s ways with other accounts, before his time and in it', () => {
    const addresses = new Map(attacked.machines.map((machine) => [machine.address, machine.fqdn]));
    for (const hop of hops.filter((one) => one.mechanism !== 'database')) {
      const same = records.filter(
        (record) => record.id === 4624 && record.host === hop.to && addresses.get(record.fields.IpAddress ?? '') === hop.from,
      );
      const others = same.filter((record) => record.fields.TargetUserName !== hop.account.split('@')[0]);
      expect(others.some((record) => record.time < (wave?.first ?? ''))).toBe(true);
      expect(others.some(inWave)).toBe(true);
    }
  });

  test('uses the stolen accounts elsewhere, and never on the intruder’s ways', () => {
    for (const hop of hops.filter((one) => one.mechanism !== 'database')) {
      const from = attacked.machines.find((machine) => machine.fqdn === hop.from)?.address;
      const uses = records.filter(
        (record) => record.id === 4624 && record.host === hop.to && record.fields.TargetUserName === hop.account.split('@')[0],
      );
      expect(uses.some((record) => record.fields.IpAddress !== from)).toBe(true);
      expect(
        seen(quiet).filter(
          (record) =>
            record.id === 4624 &&
            record.host === hop.to &&
            record.fields.TargetUserName === hop.account.split('@')[0] &&
            record.fields.IpAddress === from,
        ),
      ).toEqual([]);
    }
  });

  test('installs services from afar on the first wave’s own evening', () => {
    const installed = records.filter(
      (record) => record.id === 7045 && inWave(record) && /Program Files/.test(record.fields.ImagePath ?? ''),
    );
    expect(installed.length).toBeGreaterThan(0);
  });

  test('reads the same table with the same account from the same host, before, between and after the intruder', () => {
    const [access] = attacked.truth.accesses;
    const address = attacked.machines.find((machine) => machine.fqdn === access?.client_host)?.address ?? '';
    const table = / from (\S+) /.exec(access?.statement ?? '')?.[1] ?? '';
    const statements = new Set(attacked.truth.accesses.map((one) => one.statement.slice(0, 60)));
    const legitimate = lines(attacked, '.csv').filter(
      (line) =>
        line.includes(`READ,SELECT,TABLE,${table},`) &&
        line.includes(`"${access?.account ?? ''}"`) &&
        line.includes(`"${address}:`) &&
        ![...statements].some((one) => line.includes(one)),
    );
    const times = legitimate.map((line) => line.slice(0, 23).replace(' ', 'T'));
    expect(times.some((time) => time < (wave?.first ?? ''))).toBe(true);
    expect(times.some((time) => time > (wave?.first ?? '') && time < (wave?.last ?? ''))).toBe(true);
    expect(times.some((time) => time > (operation?.last ?? ''))).toBe(true);
  });

  test('joins every network logon between the three hosts to a socket at its source', () => {
    const addresses = new Map(attacked.machines.map((machine) => [machine.address, machine.fqdn]));
    const sockets = new Set(
      records
        .filter((record) => record.id === 5156)
        .map((record) => [record.host, record.fields.SourceAddress, record.fields.SourcePort].join(' ')),
    );
    const logons = records.filter(
      (record) =>
        record.id === 4624 &&
        record.fields.LogonType === '3' &&
        record.fields.IpPort !== '0' &&
        addresses.has(record.fields.IpAddress ?? ''),
    );
    expect(logons.length).toBeGreaterThan(100);
    const lost = logons.filter(
      ({ fields }) => !sockets.has([addresses.get(fields.IpAddress ?? ''), fields.IpAddress, fields.IpPort].join(' ')),
    );
    expect(lost).toEqual([]);
  });

  test('gives no two processes of a host one number, and dates nothing outside its span', () => {
    for (const machine of attacked.machines) {
      const starts = records.filter((record) => record.host === machine.fqdn && record.sysmon && record.id === 1);
      expect(new Set(starts.map((record) => record.fields.ProcessId)).size).toBe(starts.length);
    }
    expect(records.filter((record) => record.at > attacked.until)).toEqual([]);
  });
});

describe('identifiers of subscribers', () => {
  const text = allText(attacked);
  const [number = ''] = attacked.truth.targets;

  test('stand in command lines, addresses, statements and file names, in every spelling', () => {
    const own = number.slice(fictionalPlan.country_code.length);
    expect(text).toMatch(new RegExp(`psql[^\\n]*= '${number}'`));
    expect(text).toContain(`\\\\${number}.rar`);
    expect(text).toContain(`Temp\\0${own}.rar`);
    expect(text).toMatch(/msisdn=%2B999\d{8,9}&/);
    expect(text).toMatch(/msisdn=00999\d{8,9}&/);
    expect(text).toMatch(/msisdn=01\d{7,8}&/);
    expect(text).toMatch(/Recycle\.Bin\\\\[^"]*\\\\\+999\d{8,9}\.rar/);
  });

  test('follow the number plan that is asked for', () => {
    const plan = { country_code: '49', national_prefix: '0', msisdn_lengths: [12, 13], mcc_mnc: ['26202'] };
    const foreign = play(3, false, plan);
    const rows = [...foreign.records.values()].flatMap((file) => file.trim().split('\n').slice(1)).map((row) => row.split(','));
    expect(
      rows.every(
        ([, msisdn = '', imsi = '', imei = '']) => /^49\d{10,11}$/.test(msisdn) && /^26202\d{10}$/.test(imsi) && /^00\d{13}$/.test(imei),
      ),
    ).toBe(true);
    expect(allText(foreign)).not.toMatch(/[^\d]999(15|16|17)\d{6,7}[^\d]/);
  });
});

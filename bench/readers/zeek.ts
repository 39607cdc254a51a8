import { zeekJson, zeekTsv } from '../../src/evidence/zeek/index.ts';
import { dice, type ReaderCase } from './reader-case.ts';

const SERVICES = ['dns', 'http', 'ssl', 'gssapi,smb,krb', 'dce_rpc'];
const STATES = ['SF', 'SF', 'SF', 'S0', 'RSTO', 'OTH'];
const PORTS = [53, 80, 443, 445, 135, 3389];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Columns of conn.log: name, type, and whether JSON quotes the value. */
const COLUMNS: readonly (readonly [string, string, boolean])[] = [
  ['ts', 'time', false],
  ['uid', 'string', true],
  ['id.orig_h', 'addr', true],
  ['id.orig_p', 'port', false],
  ['id.resp_h', 'addr', true],
  ['id.resp_p', 'port', false],
  ['proto', 'enum', true],
  ['service', 'string', true],
  ['duration', 'interval', false],
  ['orig_bytes', 'count', false],
  ['resp_bytes', 'count', false],
  ['conn_state', 'string', true],
  ['local_orig', 'bool', false],
  ['local_resp', 'bool', false],
  ['missed_bytes', 'count', false],
  ['history', 'string', true],
  ['orig_pkts', 'count', false],
  ['orig_ip_bytes', 'count', false],
  ['resp_pkts', 'count', false],
  ['resp_ip_bytes', 'count', false],
];

/** Connections without end, values as a text log writes them; null where one is unset. */
function* connections(seed: number): Generator<readonly (string | null)[]> {
  const roll = dice(seed);
  const letter = (): string => LETTERS[roll(LETTERS.length)] ?? '';
  for (let us = 1_706_745_600_000_000; ; us += 1 + roll(20_000)) {
    const uid = `C${Array.from({ length: 17 }, letter).join('')}`;
    yield [
      `${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')}`,
      uid,
      `10.${roll(4)}.${roll(50)}.${roll(250) + 1}`,
      String(1024 + roll(60_000)),
      `10.${roll(4)}.${roll(5)}.${roll(25) + 1}`,
      String(PORTS[roll(PORTS.length)]),
      roll(3) === 0 ? 'udp' : 'tcp',
      roll(4) === 0 ? null : (SERVICES[roll(SERVICES.length)] ?? null),
      `${roll(90)}.${String(roll(1_000_000)).padStart(6, '0')}`,
      String(roll(100_000)),
      String(roll(1_000_000)),
      STATES[roll(STATES.length)] ?? null,
      'T',
      roll(2) === 0 ? 'T' : 'F',
      '0',
      'ShADadFf',
      String(roll(100)),
      String(roll(100_000)),
      String(roll(100)),
      String(roll(100_000)),
    ];
  }
}

function* textLog(): Generator<string> {
  yield '#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2024-02-01-00-00-00\n';
  yield `#fields\t${COLUMNS.map(([name]) => name).join('\t')}\n#types\t${COLUMNS.map(([, type]) => type).join('\t')}\n`;
  for (const values of connections(1)) yield `${values.map((value) => value ?? '-').join('\t')}\n`;
}

function* jsonLog(): Generator<string> {
  for (const values of connections(1)) {
    const members = COLUMNS.flatMap(([name, type, quoted], i) => {
      const value = values[i] ?? null;
      if (value === null) return [];
      const plain = type === 'bool' ? String(value === 'T') : value;
      return [`"${name}":${quoted ? `"${plain}"` : plain}`];
    });
    yield `{${members.join(',')}}\n`;
  }
}

const WANTED = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'uid', 'service'];

export const cases: readonly ReaderCase[] = [
  { name: 'Zeek TSV', reader: zeekTsv, wanted: WANTED, pieces: textLog },
  { name: 'Zeek JSON', reader: zeekJson, wanted: WANTED, pieces: jsonLog },
];

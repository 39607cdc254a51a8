import { plainText, type Moment } from '../moment.ts';

/** Kinds of lines of a DHCP server's audit log, with the words that stand in them. */
const WORDS = {
  10: 'Assign',
  11: 'Renew',
  12: 'Release',
  17: 'Expired',
  24: 'Database Cleanup Begin',
  25: '0 leases expired and 0 leases deleted',
  30: 'DNS Update Request',
  32: 'DNS Update Successful',
} as const;
export type DhcpEvent = keyof typeof WORDS;

/** One line. */
export interface DhcpRecord {
  /** True time. */
  readonly at: Moment;
  readonly event: DhcpEvent;
  readonly address?: string;
  readonly name?: string;
  /** Twelve hexadecimal digits. */
  readonly hardware?: string;
  readonly transaction?: number;
}

const COLUMNS = [
  'ID',
  'Date',
  'Time',
  'Description',
  'IP Address',
  'Host Name',
  'MAC Address',
  'User Name',
  ' TransactionID',
  ' QResult',
  'Probationtime',
  ' CorrelationID',
  'Dhcid',
  'VendorClass(Hex)',
  'VendorClass(ASCII)',
  'UserClass(Hex)',
  'UserClass(ASCII)',
  'RelayAgentInformation',
  'DnsRegError.',
];

/** What stands above the lines of a day: what the numbers mean, in fewer words than Windows', and the names of the columns. */
export const dhcpHeader = [
  '\t\tMicrosoft DHCP Service Activity Log',
  '',
  '',
  'Event ID  Meaning',
  '10\tNew lease.',
  '11\tLease renewed.',
  '12\tLease given back.',
  '17\tLease expired.',
  '24\tCleanup begins.',
  '25\tWhat the cleanup did.',
  '30\tName update asked for.',
  '32\tName updated.',
  '',
  'QResult: 0: no quarantine, 6: not known.',
  '',
  COLUMNS.join(','),
]
  .map((line) => `${line}\r\n`)
  .join('');

/** `local` is the server's wall clock, written as if it were UTC. */
export function dhcpLine({ event, address = '', name = '', hardware = '', transaction }: DhcpRecord, local: Moment): string {
  const text = plainText(local);
  const date = `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(2, 4)}`;
  // Clients of Windows say which software they are.
  const asked = transaction === undefined ? '0,6,,,,,,,' : `${transaction},0,,,,0x4D53465420352E30,MSFT 5.0,,`;
  return `${event},${date},${text.slice(11)},${WORDS[event]},${address},${name},${hardware},,${asked},,0\r\n`;
}

import type { LogFormat } from '../../case/index.ts';
import type { Reader } from '../reader.ts';
import { mappedReader } from './mapped.ts';

/** What an audit log of the Windows DHCP server says, in the way in which a carrier would describe a log of its own. Event ids as its own preamble explains them. */
export const dhcpAuditFormat: LogFormat = {
  file: 'built in',
  name: 'dhcp-audit',
  match: '',
  format: 'csv',
  delimiter: ',',
  quote: null,
  header: null,
  begins: 'ID,Date,Time,',
  time: { fields: ['Date', 'Time'], format: 'MM/DD/YY hh:mm:ss' },
  host: null,
  fact: 'address_lease',
  columns: {
    activity: {
      fields: ['ID'],
      values: {
        '10': 'assigned',
        '11': 'renewed',
        '12': 'released',
        '13': 'conflict',
        '14': 'denied',
        '15': 'denied',
        '16': 'released',
        '17': 'expired',
        '18': 'expired',
        '20': 'assigned',
        '21': 'assigned',
        '22': 'denied',
        '23': 'released',
      },
    },
    address: { fields: ['IP Address'], values: null },
    lease_host: { fields: ['Host Name'], values: null },
    lease_host_raw: { fields: ['Host Name'], values: null },
    hardware_address: { fields: ['MAC Address'], values: null },
    account: { fields: ['User Name'], values: null },
    transaction: { fields: ['TransactionID'], values: null },
  },
  logsource: null,
};

const HEADER = '\nID,Date,Time,Description,IP Address,Host Name,MAC Address';

/** Audit logs of the Windows DHCP server (`DhcpSrvLog-*.log`). Its times are the server's wall clock, to the second. */
export const dhcpAudit: Reader = {
  ...mappedReader(dhcpAuditFormat),
  format: 'dhcp-audit',
  recognises: (head) => `\n${Buffer.from(head.subarray(0, 8192)).toString('latin1')}`.includes(HEADER),
};

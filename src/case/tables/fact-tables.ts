import { accountChangeTable } from './account-change.ts';
import { addressLeaseTable } from './address-lease.ts';
import { authenticationTable } from './authentication.ts';
import { datastoreActivityTable } from './datastore-activity.ts';
import { dnsActivityTable } from './dns-activity.ts';
import { factColumns } from './fact-columns.ts';
import { fileActivityTable } from './file-activity.ts';
import { httpActivityTable } from './http-activity.ts';
import { logActivityTable } from './log-activity.ts';
import { networkActivityTable } from './network-activity.ts';
import { processActivityTable } from './process-activity.ts';
import { registryActivityTable } from './registry-activity.ts';
import { rpcActivityTable } from './rpc-activity.ts';
import { scheduledJobActivityTable } from './scheduled-job-activity.ts';
import { scriptActivityTable } from './script-activity.ts';
import { serviceActivityTable } from './service-activity.ts';
import type { Table } from './table.ts';
import { tunnelActivityTable } from './tunnel-activity.ts';

/** The table of every fact kind, by name. */
export const factTables: readonly Table[] = [
  accountChangeTable,
  addressLeaseTable,
  authenticationTable,
  datastoreActivityTable,
  dnsActivityTable,
  fileActivityTable,
  httpActivityTable,
  logActivityTable,
  networkActivityTable,
  processActivityTable,
  registryActivityTable,
  rpcActivityTable,
  scheduledJobActivityTable,
  scriptActivityTable,
  serviceActivityTable,
  tunnelActivityTable,
];

/** The columns of a fact table that its feeds fill in their own ways. */
export function ownColumns({ columns }: Table): Table['columns'] {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !Object.hasOwn(factColumns, name)));
}

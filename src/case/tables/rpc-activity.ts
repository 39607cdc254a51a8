import { factColumns, factOrder } from './fact-columns.ts';
import { optional, table } from './table.ts';

/** A remote procedure was called (OCSF RPC Activity): how services, tasks and accounts of another host are worked from afar. */
export const rpcActivityTable = table({
  name: 'rpc_activity',
  version: 1,
  columns: {
    ...factColumns,
    interface: optional('VARCHAR', 'lower-case: svcctl, samr, drsuapi, atsvc, itaskschedulerservice …'),
    operation: optional('VARCHAR', 'as the source names it: CreateServiceW, DRSGetNCChanges …'),
    pipe: optional('VARCHAR', 'named pipe, or the port where it was called without one'),
    client_address: optional('VARCHAR', 'who called'),
    client_port: optional('INTEGER', ''),
    server_address: optional('VARCHAR', 'whose procedure it is'),
    server_port: optional('INTEGER', ''),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
    round_trip_us: optional('BIGINT', 'microseconds from call to answer; null where none was seen'),
  },
  order: factOrder,
});

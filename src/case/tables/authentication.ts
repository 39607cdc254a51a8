import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A logon, a failed logon, a logoff or the use of explicit credentials (OCSF Authentication). */
export const authenticationTable = table({
  name: 'authentication',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'logon, logon_failed, logoff, explicit_credentials (4648), special_privileges (4672), ticket (4768/4769), ntlm (4776)',
    ),
    logon_type: optional('INTEGER', 'Windows logon type: 2 interactive, 3 network, 10 remote interactive …'),
    account: optional('VARCHAR', 'canonical name of the account that was logged on'),
    account_raw: optional('VARCHAR', 'DOMAIN\\user as the record spells it'),
    account_sid: optional('VARCHAR', 'its SID'),
    account_domain: optional('VARCHAR', 'its domain as the record spells it'),
    outbound_account: optional('VARCHAR', 'canonical name of the account used towards the network (type 9, 4648)'),
    logon_id: optional('VARCHAR', 'LogonId of the new session on this host, 0x… lower-case'),
    logon_guid: optional('VARCHAR', 'joins the logon to its ticket at the controller; null when all zero'),
    subject_account: optional('VARCHAR', 'who asked for it'),
    subject_logon_id: optional('VARCHAR', 'the session that asked for it'),
    package: optional('VARCHAR', 'Kerberos, NTLM, Negotiate …'),
    process: optional('VARCHAR', 'image of the process that asked for it'),
    workstation: optional('VARCHAR', 'the name the client gave itself'),
    source_address: optional('VARCHAR', 'where it came from; null for local'),
    source_port: optional('INTEGER', 'and from which port'),
    target_server: optional('VARCHAR', 'canonical name of the server the credentials were meant for (4648)'),
    elevated: optional('BOOLEAN', 'whether the token is elevated'),
  },
  order: factOrder,
});
export type Authentication = RowOf<typeof authenticationTable>;

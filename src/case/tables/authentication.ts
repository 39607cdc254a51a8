import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A logon, a failed logon, a logoff or the use of explicit credentials (OCSF Authentication). */
export const authenticationTable = table({
  name: 'authentication',
  version: 2,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'logon, logon_failed, logoff, explicit_credentials (4648), special_privileges (4672), ticket (4768–4770), ntlm (4776), and of terminal sessions reconnect, disconnect, shell, remote_connection (1149: not yet a logon), attempt (seen on its way, outcome unknown)',
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
    subject_sid: optional('VARCHAR', 'SID of who asked for it'),
    linked_logon_id: optional('VARCHAR', 'the other half of a split token'),
    process_id: optional('BIGINT', 'of the process that asked for it; decimal'),
    logon_process: optional('VARCHAR', 'User32, NtLmSsp, Kerberos, seclogo …'),
    ntlm_version: optional('VARCHAR', 'NTLM V1, NTLM V2, LM'),
    status: optional('VARCHAR', 'result code as the record spells it'),
    sub_status: optional('VARCHAR', ''),
    service: optional('VARCHAR', 'the service a ticket is for, as spelled; masked'),
    ticket_encryption: optional('VARCHAR', 'of a Kerberos ticket: 0x12 AES-256, 0x17 RC4 … or its name'),
    ticket_options: optional('VARCHAR', 'as the record spells them'),
    privileges: optional('VARCHAR', 'as the record spells them'),
    session: optional('VARCHAR', "number or name of a terminal session; the source's own name for the connection (Zeek uid)"),
    destination_address: optional('VARCHAR', 'where it went to, where the record was made on the way'),
    destination_port: optional('INTEGER', ''),
  },
  order: factOrder,
});
export type Authentication = RowOf<typeof authenticationTable>;

/**
 * Fields by which a log is known that does not say its path, most telling first: all of them must be there. Zeek's JSON leaves unset fields out, so they are fields
 * that every record has, or nearly every. From the record types of Zeek's own scripts (Zeek manual, "Log files").
 */
const SIGNATURES: readonly (readonly [string, ...string[]])[] = [
  ['conn', 'conn_state', 'proto'],
  ['dns', 'trans_id', 'proto'],
  ['dns', 'query', 'qtype_name'],
  ['http', 'trans_depth', 'uid'],
  ['ssl', 'established', 'resumed'],
  ['x509', 'certificate.serial'],
  ['x509', 'fingerprint', 'certificate.subject'],
  ['ocsp', 'certStatus', 'thisUpdate'],
  ['files', 'fuid', 'seen_bytes'],
  ['pe', 'compile_ts', 'machine'],
  ['smb_mapping', 'share_type', 'path'],
  ['smb_files', 'action', 'name', 'times.modified'],
  ['smb_files', 'action', 'path', 'uid'],
  ['smb_cmd', 'command', 'sub_command'],
  ['dce_rpc', 'endpoint', 'operation'],
  ['kerberos', 'request_type', 'service'],
  ['kerberos', 'request_type', 'client'],
  ['ntlm', 'server_nb_computer_name', 'uid'],
  ['ntlm', 'domainname', 'hostname'],
  ['rdp', 'security_protocol', 'result'],
  ['rdp', 'cookie', 'uid'],
  ['ssh', 'auth_attempts', 'uid'],
  ['ssh', 'kex_alg', 'host_key'],
  ['ssh', 'version', 'client', 'server'],
  ['tunnel', 'tunnel_type', 'action'],
  ['software', 'software_type', 'name'],
  ['notice', 'note', 'actions'],
  ['weird', 'name', 'notice', 'peer'],
  ['dpd', 'analyzer', 'failure_reason'],
  ['analyzer', 'analyzer_kind', 'cause'],
  ['dhcp', 'msg_types', 'uids'],
  ['ftp', 'command', 'user'],
  ['smtp', 'helo', 'trans_depth'],
  ['ldap', 'message_id', 'opcode'],
  ['ldap_search', 'message_id', 'base_object'],
  ['mysql', 'cmd', 'arg'],
  ['radius', 'username', 'result'],
  ['snmp', 'community', 'get_requests'],
  ['socks', 'request.host', 'bound_p'],
  ['syslog', 'facility', 'severity'],
  ['ntp', 'stratum', 'mode'],
  ['sip', 'call_id', 'request_from'],
  ['known_services', 'port_num', 'port_proto'],
  ['known_certs', 'issuer_subject', 'serial'],
  ['capture_loss', 'percent_lost', 'gaps'],
  ['stats', 'pkts_proc', 'mem'],
  ['reporter', 'level', 'message', 'location'],
  ['packet_filter', 'node', 'filter'],
];

/** Whether a record that has these fields is of that log. */
function isOfLog(signature: readonly [string, ...string[]], has: (field: string) => boolean): boolean {
  for (let i = 1; i < signature.length; i++) if (!has(signature[i] ?? '')) return false;
  return true;
}

/**
 * The path of the log whose records have these fields; null when they could be of any. `usual` is asked first: the log that most records of the
 * file are of.
 */
export function logKindOf(has: (field: string) => boolean, usual: string | null = null): string | null {
  if (usual !== null && SIGNATURES.some((signature) => signature[0] === usual && isOfLog(signature, has))) return usual;
  return SIGNATURES.find((signature) => isOfLog(signature, has))?.[0] ?? null;
}

import { connectionLog } from './log-shape.ts';

// Fields, order and types as Zeek 5 and 6 write them with their standard scripts and `local.zeek` (Zeek manual, "Log files").

export const connLog = connectionLog('conn', [
  ['proto', 'enum'],
  ['service', 'string'],
  ['duration', 'interval'],
  ['orig_bytes', 'count'],
  ['resp_bytes', 'count'],
  ['conn_state', 'string'],
  ['local_orig', 'bool'],
  ['local_resp', 'bool'],
  ['missed_bytes', 'count'],
  ['history', 'string'],
  ['orig_pkts', 'count'],
  ['orig_ip_bytes', 'count'],
  ['resp_pkts', 'count'],
  ['resp_ip_bytes', 'count'],
  ['tunnel_parents', 'set[string]'],
]);

export const dnsLog = connectionLog('dns', [
  ['proto', 'enum'],
  ['trans_id', 'count'],
  ['rtt', 'interval'],
  ['query', 'string'],
  ['qclass', 'count'],
  ['qclass_name', 'string'],
  ['qtype', 'count'],
  ['qtype_name', 'string'],
  ['rcode', 'count'],
  ['rcode_name', 'string'],
  ['AA', 'bool'],
  ['TC', 'bool'],
  ['RD', 'bool'],
  ['RA', 'bool'],
  ['Z', 'count'],
  ['answers', 'vector[string]'],
  ['TTLs', 'vector[interval]'],
  ['rejected', 'bool'],
]);

export const httpLog = connectionLog('http', [
  ['trans_depth', 'count'],
  ['method', 'string'],
  ['host', 'string'],
  ['uri', 'string'],
  ['referrer', 'string'],
  ['version', 'string'],
  ['user_agent', 'string'],
  ['origin', 'string'],
  ['request_body_len', 'count'],
  ['response_body_len', 'count'],
  ['status_code', 'count'],
  ['status_msg', 'string'],
  ['info_code', 'count'],
  ['info_msg', 'string'],
  ['tags', 'set[enum]'],
  ['username', 'string'],
  ['password', 'string'],
  ['proxied', 'set[string]'],
  ['orig_fuids', 'vector[string]'],
  ['orig_filenames', 'vector[string]'],
  ['orig_mime_types', 'vector[string]'],
  ['resp_fuids', 'vector[string]'],
  ['resp_filenames', 'vector[string]'],
  ['resp_mime_types', 'vector[string]'],
]);

export const sslLog = connectionLog('ssl', [
  ['version', 'string'],
  ['cipher', 'string'],
  ['curve', 'string'],
  ['server_name', 'string'],
  ['resumed', 'bool'],
  ['last_alert', 'string'],
  ['next_protocol', 'string'],
  ['established', 'bool'],
  ['ssl_history', 'string'],
  ['cert_chain_fps', 'vector[string]'],
  ['client_cert_chain_fps', 'vector[string]'],
  ['sni_matches_cert', 'bool'],
  ['validation_status', 'string'],
]);

export const kerberosLog = connectionLog('kerberos', [
  ['request_type', 'string'],
  ['client', 'string'],
  ['service', 'string'],
  ['success', 'bool'],
  ['error_msg', 'string'],
  ['from', 'time'],
  ['till', 'time'],
  ['cipher', 'string'],
  ['forwardable', 'bool'],
  ['renewable', 'bool'],
  ['client_cert_subject', 'string'],
  ['client_cert_fuid', 'string'],
  ['server_cert_subject', 'string'],
  ['server_cert_fuid', 'string'],
]);

export const ntlmLog = connectionLog('ntlm', [
  ['username', 'string'],
  ['hostname', 'string'],
  ['domainname', 'string'],
  ['server_nb_computer_name', 'string'],
  ['server_dns_computer_name', 'string'],
  ['server_tree_name', 'string'],
  ['success', 'bool'],
]);

export const smbMappingLog = connectionLog('smb_mapping', [
  ['path', 'string'],
  ['service', 'string'],
  ['native_file_system', 'string'],
  ['share_type', 'string'],
]);

export const smbFilesLog = connectionLog('smb_files', [
  ['fuid', 'string'],
  ['action', 'enum'],
  ['path', 'string'],
  ['name', 'string'],
  ['size', 'count'],
  ['prev_name', 'string'],
  ['times.modified', 'time'],
  ['times.accessed', 'time'],
  ['times.created', 'time'],
  ['times.changed', 'time'],
]);

export const dceRpcLog = connectionLog('dce_rpc', [
  ['rtt', 'interval'],
  ['named_pipe', 'string'],
  ['endpoint', 'string'],
  ['operation', 'string'],
]);

export const rdpLog = connectionLog('rdp', [
  ['cookie', 'string'],
  ['result', 'string'],
  ['security_protocol', 'string'],
  ['client_channels', 'vector[string]'],
  ['keyboard_layout', 'string'],
  ['client_build', 'string'],
  ['client_name', 'string'],
  ['client_dig_product_id', 'string'],
  ['desktop_width', 'count'],
  ['desktop_height', 'count'],
  ['requested_color_depth', 'string'],
  ['cert_type', 'string'],
  ['cert_count', 'count'],
  ['cert_permanent', 'bool'],
  ['encryption_level', 'string'],
  ['encryption_method', 'string'],
]);

export const sshLog = connectionLog('ssh', [
  ['version', 'count'],
  ['auth_success', 'bool'],
  ['auth_attempts', 'count'],
  ['direction', 'enum'],
  ['client', 'string'],
  ['server', 'string'],
  ['cipher_alg', 'string'],
  ['mac_alg', 'string'],
  ['compression_alg', 'string'],
  ['kex_alg', 'string'],
  ['host_key_alg', 'string'],
  ['host_key', 'string'],
]);

export const ntpLog = connectionLog('ntp', [
  ['version', 'count'],
  ['mode', 'count'],
  ['stratum', 'count'],
  ['poll', 'interval'],
  ['precision', 'interval'],
  ['root_delay', 'interval'],
  ['root_disp', 'interval'],
  ['ref_id', 'string'],
  ['ref_time', 'time'],
  ['org_time', 'time'],
  ['rec_time', 'time'],
  ['xmt_time', 'time'],
  ['num_exts', 'count'],
]);

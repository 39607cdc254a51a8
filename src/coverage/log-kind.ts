/** What writes a log: decides which hosts could keep one of its kind, and what its absence means. */
export type LogKind = 'windows' | 'network' | 'web' | 'database' | 'other';

const WINDOWS = new Set([
  'Security',
  'System',
  'Application',
  'Setup',
  'windows',
  'Windows PowerShell',
  'MSExchange Management',
  'Directory Service',
]);
/** Zeek's logs by their path (Zeek log reference); those about the sensor itself show nothing of the network. */
const NETWORK = new Set(
  (
    'zeek conn dns http ssl x509 files smb_mapping smb_files smb_cmd dce_rpc kerberos ntlm rdp ssh ftp smtp irc socks rfb sip snmp syslog mysql radius ' +
    'modbus dnp3 tunnel software notice weird signatures intel pe dhcp dpd ocsp ntp ldap ldap_search quic websocket traceroute known_hosts known_services known_certs'
  ).split(' '),
);
const WEB = /^(?:iis|webserver|exchange|httperr|access|httpproxy|W3SVC\d+)$/i;

/** The kind of a log by its name as `coverage` spells it. */
export function logKind(source: string): LogKind {
  if (isWindowsLog(source)) return 'windows';
  if (NETWORK.has(source)) return 'network';
  if (WEB.test(source)) return 'web';
  return source === 'postgresql' ? 'database' : 'other';
}

/** Event logs of Windows by their channels. */
export function isWindowsLog(source: string): boolean {
  return WINDOWS.has(source) || source.startsWith('Microsoft-Windows-');
}

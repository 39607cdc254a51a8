import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A tunnel between two hosts was opened, used or closed (OCSF Tunnel Activity). */
export const tunnelActivityTable = table({
  name: 'tunnel_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required('VARCHAR', 'open, close, connection (one that carried it, seen whole)'),
    known_by: required('VARCHAR', 'protocol (it was understood), port (only its port says so)'),
    kind: required('VARCHAR', 'gre, ipsec, openvpn, wireguard, l2tp, pptp, vxlan, geneve, gtp, teredo, ip-in-ip, socks, http …; unknown'),
    protocol: optional('VARCHAR', 'what carries it: tcp, udp, esp, gre …'),
    peer: optional('VARCHAR', 'canonical name of the other end'),
    source_address: optional('VARCHAR', 'the end that opened it'),
    source_port: optional('INTEGER', ''),
    destination_address: optional('VARCHAR', ''),
    destination_port: optional('INTEGER', ''),
    bytes_out: optional('BIGINT', 'bytes from source to destination'),
    bytes_in: optional('BIGINT', 'bytes back'),
    duration_ms: optional('BIGINT', ''),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
  },
  order: factOrder,
});

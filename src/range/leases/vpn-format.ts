/** The concentrator's log as a file of context/formats describes it: sessions as logons. */
export const vpnFormat = `# Sessions of the VPN concentrators: one JSON object a line.
match: '**/vpn-sessions-*.jsonl'
format: jsonl
time: { field: at, format: epoch_ms }
host: device
fact: authentication
columns:
  activity: { field: what, values: { session.opened: logon, session.closed: logoff, login.refused: logon_failed } }
  account: who
  source_address: peer.address
  source_port: peer.port
  workstation: peer.name
  session: session
  logon_type: { always: 10 }
`;

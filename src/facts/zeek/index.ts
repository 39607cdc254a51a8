export { zeekAuthentication } from './authentication.ts';
export { zeekDns } from './dns.ts';
export { zeekFile } from './file.ts';
export { zeekHttp } from './http.ts';
export { zeekLease } from './lease.ts';
export { zeekNetwork } from './network.ts';
export { zeekRpc } from './rpc.ts';
export { zeekTunnel } from './tunnel.ts';

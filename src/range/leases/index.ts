export { dhcpJobs, dhcpSources } from './dhcp-jobs.ts';
export { homeOf } from './home.ts';
export { vpnFormat } from './vpn-format.ts';
export { vpnJobs, vpnSources } from './vpn-jobs.ts';

export { dhcpAudit, dhcpAuditFormat } from './dhcp-audit.ts';
export { mappedReader } from './mapped.ts';

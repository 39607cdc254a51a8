export type * from './types.ts';
export { loadContext } from './load-context.ts';
export { sourceFor } from './source-for.ts';
export { columnDomains } from './column-domains.ts';
export { inForce, namesAccount, namesHost } from './ticket.ts';

export { blindTable } from './blind-table.ts';
export { clocksPart } from './clocks.ts';
export { preservationPart } from './preservation.ts';
export { coverageRows, darkHosts } from './rows.ts';
export { techniquesPart } from './techniques.ts';

export { zeekJson } from './json.ts';
export { zeekTsv } from './tsv.ts';

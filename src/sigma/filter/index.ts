export { applyFilters } from './apply-filters.ts';
export type { SigmaFilter } from './filter.ts';
export { parseFilter } from './parse-filter.ts';

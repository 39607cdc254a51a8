export { runCorrelations } from './correlations.ts';

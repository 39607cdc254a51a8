export { correlationTypes } from './correlation.ts';
export type { Correlation, CorrelationType, ParsedCorrelation, StepSource } from './correlation.ts';
export { correlate, type CorrelatedMatch } from './correlate.ts';
export { Correlator, SECOND_TICKS, witnesses } from './correlator.ts';
export { linkCorrelations } from './link-correlations.ts';
export { parseCorrelation } from './parse-correlation.ts';

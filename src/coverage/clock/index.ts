export { clockSkew } from './clock-skew.ts';
export { clockPairs, timekeepers } from './pairs.ts';

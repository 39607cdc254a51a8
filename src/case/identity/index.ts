export type * from './types.ts';
export { createMasker } from './masker.ts';
export { keyFingerprint, loadOrCreateKey } from './case-key.ts';

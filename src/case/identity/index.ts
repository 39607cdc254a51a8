export type * from './types.ts';
export { createMasker, type MaskerOptions } from './masker.ts';
export { defaultKeyPath, keyFingerprint, loadOrCreateKey, type CaseKey, type KeyPlace } from './case-key.ts';

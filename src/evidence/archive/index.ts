export { findMembersNow } from './find-sync.ts';
export { archiveKind } from './kind.ts';
export { openSealed, readSealed, type SealedPlace } from './sealed.ts';
export { SealedSpool } from './spool.ts';
export { GIANT_BYTES, Unpacking } from './unpack.ts';

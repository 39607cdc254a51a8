export { digestOf, idOf } from './digest.ts';
export { HardcellError, problem, type ErrorCode } from './errors.ts';
export { matchGlob } from './glob.ts';
export { instantFromIso, isoFromInstant, isoFromMicros, type Instant } from './instant.ts';
export { byText } from './order.ts';
export { projectRoot, version } from './version.ts';
export { clockChange, fixedOffset, utcOfWall, utcZone, wallOfUtc, zoneOf, type Zone } from './zone.ts';

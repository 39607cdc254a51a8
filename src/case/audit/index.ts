export type * from './types.ts';
export { openAuditTrail, verifyAuditTrail, whoRuns } from './audit-trail.ts';

export type * from './types.ts';
export { openAuditTrail, verifyAuditTrail, whoRuns, type AuditTrail } from './audit-trail.ts';

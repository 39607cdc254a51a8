/** Appends lines to a trail as a process of its own: `node append-many.fixture.ts <case dir> <count>`. */
import { openAuditTrail } from './audit-trail.ts';

const [, , caseDir = '', count = '0'] = process.argv;
const trail = openAuditTrail(caseDir);
for (let i = 0; i < Number(count); i++) {
  trail.append({ who: `${process.pid}@test`, version: '0', command: 'test', flags: { i }, rules_digest: null, evidence: [] });
}

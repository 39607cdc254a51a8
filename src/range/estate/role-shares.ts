import type { PersonRole } from './estate.ts';

/** Parts of the staff, and how many there are at least; the rest works in the office. */
const SHARES: readonly (readonly [PersonRole, number, number])[] = [
  ['server-admin', 0.035, 1],
  ['domain-admin', 0.014, 1],
  ['database-admin', 0.014, 1],
  ['desktop-admin', 0.02, 1],
  ['helpdesk', 0.035, 1],
  ['developer', 0.1, 1],
  ['billing-analyst', 0.06, 1],
  ['fraud-analyst', 0.03, 1],
  ['intercept-officer', 0.012, 1],
  ['tester', 0.006, 1],
];

/** Roles of so many people, each role at least once; at least eleven people, however few desks there are. */
export function roleMix(desks: number): readonly PersonRole[] {
  const people = Math.max(desks, SHARES.length + 1);
  const roles: PersonRole[] = [];
  for (const [role, share, least] of SHARES) {
    const count = Math.max(least, Math.round(people * share + (people > 30 && role === 'server-admin' ? 1 : 0)));
    for (let i = 0; i < count; i++) roles.push(role);
  }
  while (roles.length < people) roles.push('office');
  return roles;
}

import { byText } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';

/** Techniques whose tactic is not open to doubt (ATT&CK Enterprise v18), for rules that name several tactics. */
const TACTICS: Readonly<Record<string, readonly string[]>> = {
  T1003: ['credential-access'],
  T1005: ['collection'],
  T1021: ['lateral-movement'],
  T1041: ['exfiltration'],
  T1047: ['execution'],
  T1059: ['execution'],
  T1070: ['defense-evasion'],
  T1074: ['collection'],
  T1087: ['discovery'],
  T1090: ['command-and-control'],
  T1110: ['credential-access'],
  T1133: ['initial-access', 'persistence'],
  T1190: ['initial-access'],
  T1219: ['command-and-control'],
  T1505: ['persistence'],
  T1543: ['persistence', 'privilege-escalation'],
  T1550: ['defense-evasion', 'lateral-movement'],
  T1552: ['credential-access'],
  T1555: ['credential-access'],
  T1558: ['credential-access'],
  T1560: ['collection'],
  T1569: ['execution'],
  T1570: ['lateral-movement'],
  T1572: ['command-and-control'],
};

/** Technique and tactic pairs of a finding: the rule's tactics, less those that a technique surely doesn't serve; sorted. */
export function steps(finding: Pick<Finding, 'attack' | 'tactics'>): { readonly technique: string; readonly tactic: string }[] {
  const techniques = finding.attack.length > 0 ? finding.attack : [''];
  return techniques
    .flatMap((technique) => {
      const own = TACTICS[technique.split('.', 1)[0] ?? ''];
      const fitting = own ? finding.tactics.filter((tactic) => own.includes(tactic)) : finding.tactics;
      const fallback = finding.tactics.length > 0 ? finding.tactics : (own ?? ['']);
      return (fitting.length > 0 ? fitting : fallback).map((tactic) => ({ technique, tactic }));
    })
    .sort((a, b) => byText(a.technique, b.technique) || byText(a.tactic, b.tactic));
}

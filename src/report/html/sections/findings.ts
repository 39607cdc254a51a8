import type { FindingDocument } from '../../documents/types.ts';
import { h, type Element } from '../element.ts';
import { findingClaim } from '../claims.ts';
import { compare, type ReportModel } from '../model/index.ts';
import { integer } from '../numbers.ts';
import { hostLabel } from '../parts/chip.ts';
import { evidenceLink } from '../parts/evidence-link.ts';
import { emptyBox, type Section } from '../parts/frame.ts';
import { table, type Column } from '../parts/table.ts';
import { moment, stamp } from '../time.ts';
import { capital, listed, told } from '../words.ts';

/** Sigma's levels, strongest first. */
const LEVELS = ['critical', 'high', 'medium', 'low', 'informational'];

/** Every rule that fired, the strongest first. */
export function findingsSection(model: ReportModel): Section {
  const { findings, summary } = model.documents;
  const base = { id: 'findings', title: 'Findings' };
  if (findings.length === 0) {
    const text = `${capital(told(summary.rules.loaded, 'rule'))} looked at ${integer(summary.evidence.parsed)} records and none matched. That says nothing of logs that we do not have.`;
    return { ...base, note: 'No rule matched.', body: emptyBox(text) };
  }
  const ordered = findings.toSorted(
    (a, b) =>
      rank(a) - rank(b) || Number(b.rule.terminal) - Number(a.rule.terminal) || moment(a.time) - moment(b.time) || compare(a.id, b.id),
  );
  const levels = LEVELS.filter((level) => (summary.findings[level] ?? 0) > 0).map(
    (level) => `${integer(summary.findings[level] ?? 0)} ${level}`,
  );
  const note =
    levels.length === 0
      ? `${capital(told(findings.length, 'finding'))}.`
      : `${capital(told(findings.length, 'finding'))}: ${listed(levels)}.`;
  return { ...base, note, body: findingTable(model, ordered) };
}

function rank(finding: FindingDocument): number {
  const at = LEVELS.indexOf(finding.rule.level);
  return at < 0 ? LEVELS.length : at;
}

function findingTable(model: ReportModel, findings: readonly FindingDocument[]): Element {
  const columns: readonly Column<FindingDocument>[] = [
    {
      head: 'Finding',
      phone: 'key',
      cell: (row) => [row.rule.title, h('span', { class: 'quiet block' }, `${row.rule.id} by ${row.rule.author}`)],
    },
    { head: 'Level', phone: 'more', width: 96, cell: (row) => row.rule.level },
    { head: 'Terminal', phone: 'more', width: 76, cell: (row) => (row.rule.terminal ? 'terminal' : '') },
    { head: 'Host', phone: 'more', width: 160, cell: (row) => hostLabel(model.names, row.host) },
    { head: 'Time (UTC)', phone: 'more', width: 172, cell: (row) => h('span', { class: 'when' }, stamp(row.time)) },
    { head: 'ATT&CK', phone: 'more', width: 110, cell: (row) => row.attack.join(', ') },
    { head: 'Evidence', phone: 'figure', width: 84, right: true, cell: (row) => evidenceLink(model.book, findingClaim(model, row)) },
  ];
  return table(columns, findings, {
    caption: 'Findings, strongest first',
    id: (row) => `finding-${row.id}`,
    all: 'hardcell show findings --case DIR',
  });
}

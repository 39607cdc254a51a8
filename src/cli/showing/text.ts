import { isoFromInstant, instantFromIso } from '../../lib/index.ts';
import type {
  ExposureDocument,
  FindingDocument,
  LedgerDocument,
  LedgerLine,
  QuarantineDocument,
  StoryDocument,
  SummaryDocument,
} from '../../report/index.ts';
import { printable } from './printable.ts';

/** `show summary` for a person. */
export function summaryText(summary: SummaryDocument): string {
  const { evidence: e, rules } = summary;
  const lines = [
    `case        ${summary.case}`,
    `evidence    ${e.files} files, ${e.bytes} bytes, ${e.first ?? 'no record'} to ${e.last ?? 'no record'}`,
    `records     ${e.records} = ${e.parsed} parsed + ${e.duplicate} duplicate + ${e.quarantined} quarantined + ${e.out_of_scope} out of scope`,
    ...summary.stores.map(
      (s) => `store       ${printable(s.store)}: ${s.files} files, ${s.rows} rows = ${s.records} records + ${s.quarantined} quarantined`,
    ),
    `rules       ${rules.loaded} loaded, ${rules.rejected} rejected`,
    ...rules.rejections.map((item) => `              ${printable(item.file)}:${item.line ?? 1}  ${item.code}  ${printable(item.reason)}`),
    ...rules.warnings.map((item) => `  warning     ${printable(item.file)}:${item.line ?? 1}  ${item.code}  ${printable(item.reason)}`),
    `findings    ${Object.entries(summary.findings)
      .map(([level, n]) => `${n} ${level}`)
      .join(', ')}`,
    `operations  ${summary.operations}`,
    `records that left  ${exposedText(summary.records_exposed)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Without a call-record store the answer is not known; that must never read as none. */
export function exposedText({ confirmed, possible }: SummaryDocument['records_exposed']): string {
  if (confirmed === null || possible === null) return 'not known: no call-record store was given (--cdr DIR with context/mappings)';
  return `${confirmed} confirmed, ${possible} cannot be excluded`;
}

/** One finding on one line. */
export function findingText(finding: FindingDocument): string {
  const mark = finding.rule.terminal ? ' terminal' : '';
  const [first] = finding.evidence;
  return `${shortTime(finding.time)}  ${finding.rule.level}${mark}  ${printable(finding.host)}  ${printable(finding.rule.title)} (${printable(finding.rule.author)})  ${finding.attack.join(' ')}  ${first?.ref ?? ''}${finding.evidence.length > 1 ? ` and ${finding.evidence.length - 1} more` : ''}\n`;
}

/** The story: a head, its hops as a table, its questions. */
export function storyText(story: StoryDocument): string {
  const authorised = story.authorised.map(authorisedText).join('');
  if (story.operations.length === 0) return `No operation in what could be seen. Blind intervals: ${story.blind.length}.\n${authorised}`;
  const operations = story.operations
    .map((operation) => {
      const hops = operation.hops.map(
        (hop, i) =>
          `  ${String(i + 1).padStart(3)}  ${shortTime(hop.time)}  ${printable(hop.from)} → ${printable(hop.to)}  ${printable(hop.account)}  ${hop.mechanism}  ` +
          `${hop.stolen_at ? `stolen on ${printable(hop.stolen_at.host)} ${shortTime(hop.stolen_at.time)}` : 'theft not seen'}  ${hop.confidence.toFixed(2)}  ${hop.evidence[0]?.ref ?? ''}\n`,
      );
      const hosts = operation.hosts.map(
        (host) =>
          `  ${host.compromised.padEnd(9)}  ${printable(host.name)}  ${shortTime(host.first)} to ${shortTime(host.last)}  ${host.confidence.toFixed(2)}\n`,
      );
      const questions = operation.open_questions.map(
        (q) => `  ? ${printable(q.text)} Logs that would tell: ${q.would_tell.map(printable).join(', ')}\n`,
      );
      return [
        `Operation ${operation.id}: ${shortTime(operation.first)} to ${shortTime(operation.last)}, ${operation.waves.length} waves, confidence ${operation.confidence.toFixed(2)}\n`,
        'Hosts\n',
        ...hosts,
        'Hops\n',
        ...hops,
        ...(questions.length ? ['Open questions\n', ...questions] : []),
      ].join('');
    })
    .join('\n');
  return operations + authorised;
}

/** What tickets announced, so that somebody can ask whoever did it. */
function authorisedText({ tickets, first, last, hosts, accounts, hops, findings }: StoryDocument['authorised'][number]): string {
  return (
    `Announced by ${tickets.map(printable).join(', ')}, so no operation is claimed: ${shortTime(first)} to ${shortTime(last)}, ${findings} findings and ${hops} hops on ${hosts.length} hosts` +
    ` (${hosts.map(printable).join(', ')}) as ${accounts.map(printable).join(', ') || 'nobody known'}. Ask who did it.\n`
  );
}

/** Accesses on a line each, then the totals and the people who were searched for. */
export function exposureText(exposure: ExposureDocument): string {
  const accesses = exposure.accesses.map(
    (a) =>
      `  ${shortTime(a.time)}  ${a.grade.padEnd(9)}  ${printable(a.store)}  ${printable(a.account)}  ${a.rows.confirmed} confirmed, ${a.rows.possible} cannot be excluded  ${printable(a.statement)}\n` +
      (a.widened ? `      ${printable(a.widened)}\n` : ''),
  );
  const targets = exposure.targets.map(
    (t) => `  ${String(t.rank).padStart(3)}  ${t.subject}  ${t.score.toFixed(2)}  ${t.reasons.join(' ')}\n`,
  );
  const { records, subjects } = exposure;
  return [
    `Records: ${exposedText(records)}${records.excluded === null ? '' : `, ${records.excluded} excluded`}.\n`,
    `Subscribers: ${exposedText(subjects)}.\n`,
    `Accesses by the intruder: ${exposure.accesses.length}\n`,
    ...accesses,
    ...exposure.left_out.map((item) => `  left out: ${item.accesses} accesses: ${printable(item.reason)}\n`),
    `Searched for: ${exposure.targets.length}\n`,
    ...targets,
  ].join('');
}

export function ledgerText(ledger: LedgerDocument): string {
  const line = (name: string, entry: LedgerLine): string =>
    `${name.padEnd(8)} queried ${bytes(entry.queried)} (${bytes(entry.queried_possible)} more cannot be excluded)  staged ${bytes(entry.staged)}  sent ${bytes(entry.sent)}  unexplained ${bytes(entry.unexplained)}\n`;
  return line('total', ledger.total) + ledger.waves.map((wave) => line(`wave ${wave.wave}`, wave)).join('');
}

export function quarantineText(item: QuarantineDocument): string {
  return `${printable(item.file)}@${item.offset}  ${item.bytes} bytes  ${item.code}  ${printable(item.reason)}\n`;
}

function bytes(count: number | string | null): string {
  return count === null ? 'not known' : `${count} bytes`;
}

/** To the second: a person's table needs no more, and `--json` has every digit. */
function shortTime(iso: string): string {
  const instant = instantFromIso(iso);
  return instant ? isoFromInstant({ ...instant, digits: 0 }) : iso;
}

import type { QuarantineDocument, RejectedRule } from '../../documents/types.ts';
import { h, type Child, type Element } from '../element.ts';
import type { ReportModel } from '../model/index.ts';
import { bytes, exact, integer } from '../numbers.ts';
import type { Section } from '../parts/frame.ts';
import { table, type Column } from '../parts/table.ts';
import { counted } from '../words.ts';

/** That every record read is accounted for, and what was refused, by place and reason. */
export function countingSection(model: ReportModel): Section {
  const { summary, version } = model.documents;
  const { evidence, rules } = summary;
  const facts = `${counted(evidence.files, 'file')}, ${bytes(evidence.bytes)}. ${counted(rules.loaded, 'rule')} loaded, ${integer(rules.rejected)} refused by name and line. Made by Hardcell ${version}.`;
  return {
    id: 'counting',
    title: 'How this was counted',
    note: 'Nothing was dropped silently.',
    body: [
      equation(model),
      h('p', { class: 'caption measure' }, facts, ' The same evidence, rules and key give this report again, byte for byte.'),
      quarantine(model),
      ruleProblems('rejected', `${counted(rules.rejections.length, 'rule')} refused, by name and line`, 'Refused rules', rules.rejections),
      ruleProblems('warned', `${counted(rules.warnings.length, 'warning')} of rules that were loaded`, 'Warnings of rules', rules.warnings),
    ],
  };
}

/** records = parsed + duplicate + quarantined + out of scope; a sum that does not hold is said, not hidden. */
function equation(model: ReportModel): Child {
  const { evidence } = model.documents.summary;
  const term = (value: string, words: Child): Element => h('div', {}, h('dd', {}, value), h('dt', {}, words));
  const sign = (mark: string): Element => h('div', { class: 'sign', 'aria-hidden': 'true' }, h('dd', {}, mark), h('dt', {}));
  const listed = model.documents.quarantine.length > 0;
  const parts = exact(evidence.parsed) + exact(evidence.duplicate) + exact(evidence.quarantined) + exact(evidence.out_of_scope);
  const off = exact(evidence.records) - parts;
  return [
    h(
      'dl',
      { class: 'equation' },
      term(integer(evidence.records), 'records read'),
      sign('='),
      term(integer(evidence.parsed), 'parsed'),
      sign('+'),
      term(integer(evidence.duplicate), 'duplicate'),
      sign('+'),
      term(integer(evidence.quarantined), listed ? h('a', { href: '#quarantine' }, 'quarantined, each with its reason') : 'quarantined'),
      sign('+'),
      term(integer(evidence.out_of_scope), 'out of scope'),
    ),
    off === 0n
      ? null
      : h('p', { class: 'empty' }, `The two sides differ by ${integer(off)}. This is a fault of Hardcell; do not rest on these counts.`),
  ];
}

function quarantine(model: ReportModel): Child {
  const rows = model.documents.quarantine;
  if (rows.length === 0) return null;
  const columns: readonly Column<QuarantineDocument>[] = [
    { head: 'File', phone: 'key', cell: (row) => h('bdi', {}, row.file) },
    { head: 'At byte', phone: 'more', width: 110, right: true, cell: (row) => integer(row.offset), noun: 'byte' },
    { head: 'Reason', phone: 'more', cell: (row) => row.reason },
    { head: 'Code', phone: 'more', width: 150, cell: (row) => h('span', { class: 'mono' }, row.code) },
    { head: 'Size', phone: 'figure', width: 100, right: true, cell: (row) => bytes(row.bytes) },
  ];
  const summary = `${counted(rows.length, 'quarantined item')}, each with its reason`;
  return h(
    'details',
    { id: 'quarantine', class: 'gap' },
    h('summary', {}, summary),
    table(columns, rows, { caption: 'Quarantine', shown: 200, all: 'hardcell show quarantine --case DIR' }),
  );
}

function ruleProblems(id: string, summary: string, caption: string, rows: readonly RejectedRule[]): Child {
  if (rows.length === 0) return null;
  const columns: readonly Column<RejectedRule>[] = [
    { head: 'Rule file', phone: 'key', cell: (row) => h('bdi', {}, row.line === null ? row.file : `${row.file}:${row.line}`) },
    { head: 'Code', phone: 'figure', width: 180, cell: (row) => h('span', { class: 'mono' }, row.code) },
    { head: 'Reason', phone: 'more', cell: (row) => row.reason },
  ];
  return h(
    'details',
    { id, class: 'gap' },
    h('summary', {}, summary),
    table(columns, rows, { caption, shown: 200, all: 'hardcell rules check DIR' }),
  );
}

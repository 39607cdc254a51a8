import type { AuthorisedDocument } from '../../documents/index.ts';
import { h } from '../element.ts';
import type { ReportModel } from '../model/index.ts';
import type { Section } from '../parts/frame.ts';
import { table, type Column } from '../parts/table.ts';
import { moment, range } from '../time.ts';
import { capital, told } from '../words.ts';

/** What looked like an operation and was announced by tickets; nothing where nothing was. */
export function authorisedSection(model: ReportModel): Section | null {
  const rows = model.documents.story.authorised;
  if (rows.length === 0) return null;
  const columns: readonly Column<AuthorisedDocument>[] = [
    { head: 'Tickets', phone: 'key', width: 180, cell: (row) => h('bdi', {}, row.tickets.join(', ')) },
    { head: 'When', phone: 'more', width: 190, cell: (row) => range(moment(row.first), moment(row.last)) },
    { head: 'Findings', phone: 'figure', width: 80, right: true, cell: (row) => String(row.findings), noun: 'finding' },
    { head: 'Hops', phone: 'more', width: 60, right: true, cell: (row) => String(row.hops), noun: 'hop' },
    { head: 'Hosts', phone: 'more', cell: (row) => h('bdi', {}, row.hosts.join(', ')) },
    { head: 'Accounts', phone: 'more', cell: (row) => h('bdi', {}, row.accounts.join(', ') || 'nobody known') },
  ];
  return {
    id: 'authorised',
    title: 'Announced work',
    note: `${capital(told(rows.length, 'chain'))} that would be an operation, had no ticket announced all of it. Ask who did it.`,
    body: table(columns, rows, { caption: 'Announced work', shown: 40, all: 'hardcell show story --case DIR' }),
  };
}

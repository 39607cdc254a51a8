import { h, type Child, type Element } from '../element.ts';
import { hopClaim } from '../claims.ts';
import { storyChain, storyDrawing, anchorsOf } from '../drawing/index.ts';
import type { NumberedHop, OperationModel, ReportModel } from '../model/index.ts';
import { confidence } from '../numbers.ts';
import { accountLabel, hostLabel } from '../parts/chip.ts';
import { evidenceLink } from '../parts/evidence-link.ts';
import { figureHead, type Section } from '../parts/frame.ts';
import { confidenceDot, gradeLabel } from '../parts/glyph.ts';
import { groupedTable, type Column } from '../parts/table.ts';
import { dayShort, moment, range, rangeExact, stamp } from '../time.ts';
import { capital, counted, mechanismWord, numeral, told } from '../words.ts';
import { questionAnchor } from './questions.ts';

/** The attack as one drawing by host and time, with the table that says the same. */
export function storySection(model: ReportModel): Section | null {
  if (model.operations.length === 0) return null;
  const hops = model.operations.reduce((total, each) => total + each.hops.length, 0);
  const hosts = model.operations.reduce(
    (total, each) => total + each.document.hosts.filter((host) => host.compromised !== 'excluded').length,
    0,
  );
  const credentials = model.operations.reduce((total, each) => total + each.cast.credentials.length, 0);
  return {
    id: 'story',
    title: 'The story',
    note: `${capital(told(hops, 'hop'))} over ${told(hosts, 'host')} with ${told(credentials, 'credential')}.`,
    wide: true,
    body: model.operations.map((operation) => operationBody(model, operation)),
  };
}

function operationBody(model: ReportModel, operation: OperationModel): Child {
  const title = titleOf(operation);
  const silences = operation.waves.length > 1 ? '; silences are cut short' : '';
  return [
    figureHead(title, `Time runs left to right, tiers top to bottom${silences}. All times are UTC.`),
    storyDrawing(model, operation, title, 'records'),
    storyChain(model, operation),
    hopTable(model, operation),
  ];
}

function titleOf(operation: OperationModel): string {
  const { waves, hops, cast } = operation;
  if (hops.length === 0) return 'No hop was joined to what was found on these hosts';
  const stolen = cast.credentials.filter((credential) => credential.hops > 0);
  const seen = stolen.filter((credential) => credential.theft !== null).length;
  const opened =
    seen === stolen.length && seen > 1
      ? 'Each stolen credential opened the next machine'
      : `${capital(told(stolen.length, 'credential'))} opened ${told(new Set(hops.map(({ hop }) => hop.to)).size, 'machine')}`;
  if (waves.length === 1) return `${opened}, in one wave`;
  const longest = Math.max(...waves.slice(1).map((wave, index) => wave.from - (waves[index]?.to ?? wave.from)));
  const between = longest > 60 * 86_400_000 ? 'with months of silence between' : 'with silence between';
  return `${opened}, in ${numeral(waves.length)} waves ${between}`;
}

function hopTable(model: ReportModel, operation: OperationModel): Element {
  const anchors = anchorsOf(operation.index);
  const groups = operation.waves.map((wave) => ({ title: `Wave ${wave.number} · ${range(wave.from, wave.to)}`, rows: wave.hops }));
  return h(
    'div',
    { id: anchors.operation, class: 'hop-table' },
    operation.hops.length === 0
      ? null
      : groupedTable(
          columnsOf(model, operation),
          groups.filter((group) => group.rows.length > 0),
          {
            caption: 'Hops by wave',
            id: (row) => anchors.hop(row.number),
            most: 500,
            all: 'hardcell show story --case DIR',
            class: 'wide-only',
            width: 1328,
          },
        ),
  );
}

function columnsOf(model: ReportModel, operation: OperationModel): readonly Column<NumberedHop>[] {
  return [
    { head: 'Hop', phone: 'off', width: 48, right: true, cell: (row) => h('span', { class: 'quiet' }, row.number) },
    {
      head: 'Time (UTC)',
      phone: 'more',
      width: 174,
      cell: (row) => (row.hop.interval === null ? stamp(row.hop.time) : rangeExact(row.hop.interval[0], row.hop.interval[1])),
    },
    { head: 'From', phone: 'key', cell: (row) => hostLabel(model.names, row.hop.from) },
    { head: 'To', phone: 'key', cell: (row) => hostLabel(model.names, row.hop.to) },
    { head: 'Account', phone: 'more', width: 196, cell: (row) => accountLabel(operation.cast, row.hop.account, row.hop.account) },
    { head: 'Mechanism', phone: 'more', width: 136, cell: (row) => mechanismCell(row) },
    { head: 'Where the credential was stolen', phone: 'more', width: 216, cell: (row) => theftCell(model, operation, row) },
    { head: 'Confidence', phone: 'figure', width: 116, cell: (row) => confidenceDot(row.hop.confidence, confidence(row.hop.confidence)) },
    { head: 'Grade', phone: 'more', width: 150, cell: (row) => gradeLabel(row.grade) },
    { head: 'Evidence', phone: 'more', width: 92, right: true, cell: (row) => evidenceLink(model.book, hopClaim(model, row)) },
  ];
}

function mechanismCell({ hop, grade }: NumberedHop): Child {
  const notes = [grade === 'confirmed' ? null : '(inferred)', hop.uses > 1 ? counted(hop.uses, 'use') : null];
  const printed = notes.filter((note) => note !== null).join(' · ');
  return [mechanismWord(hop.mechanism), printed === '' ? null : h('span', { class: 'second' }, ` ${printed}`)];
}

function theftCell(model: ReportModel, operation: OperationModel, { hop }: NumberedHop): Child {
  if (hop.stolen_at !== null) return [hostLabel(model.names, hop.stolen_at.host), `, ${dayShort(moment(hop.stolen_at.time))}`];
  const question = questionAnchor(model, operation, [hop.id, hop.account]);
  return h(
    'span',
    { class: 'second' },
    'not seen',
    question === null ? null : [' · ', h('a', { href: `#${question.id}` }, question.words)],
  );
}

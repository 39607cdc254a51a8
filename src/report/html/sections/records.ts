import { h, type Child, type Element } from '../element.ts';
import { accessChart, blindStretches, type BlindStretch } from '../drawing/index.ts';
import { accessClaim } from '../claims.ts';
import type { AccessDocument } from '../../documents/types.ts';
import type { ReportModel } from '../model/index.ts';
import { integer, integerOrNone, size, sum } from '../numbers.ts';
import { evidenceLink } from '../parts/evidence-link.ts';
import { emptyBox, figureHead, type Section } from '../parts/frame.ts';
import { gradeGlyph, gradeLabel } from '../parts/glyph.ts';
import { logText } from '../parts/log-text.ts';
import { table, type Column } from '../parts/table.ts';
import { DAY, moment, stamp } from '../time.ts';
import { capital, counted, numeral, told } from '../words.ts';

const MOST_CHARTS = 6;

/** What each access returned, per store and per column. */
export function recordsSection(model: ReportModel): Section | null {
  const { exposure, summary } = model.documents;
  if (exposure.stores.length === 0 && exposure.accesses.length === 0) return null;
  const count = exposure.accesses.length;
  const base = { id: 'records', title: 'Whose records' };
  if (count === 0) {
    const left = sum(exposure.left_out.map((each) => each.accesses));
    const looked = `We set ${counted(left, 'access', 'accesses')} to ${told(exposure.stores.length, 'store')} against the story and found none that was the intruder’s.`;
    const means =
      summary.operations === 0
        ? ' Without an operation there is no one whose accesses they could be.'
        : ' What no audit log recorded cannot be excluded.';
    return { ...base, note: 'No access of theirs was found.', body: [emptyBox(looked, means), leftOut(model)] };
  }
  const note = `${capital(told(exposure.stores.length, 'store'))}, ${told(count, 'access', 'accesses')}. Each record has one of three grades.`;
  return {
    ...base,
    note,
    body: [
      figureHead(titleOf(exposure.accesses), captionOf(exposure.accesses)),
      charts(model),
      h('div', { class: 'two' }, storeTable(model), columnTable(model)),
      accessTable(model),
      leftOut(model),
    ],
  };
}

function titleOf(accesses: readonly AccessDocument[]): string {
  const days = new Set(accesses.map((access) => Math.floor(moment(access.time) / DAY))).size;
  const open = accesses.filter((access) => size(access.rows.possible) > 0).length;
  const rest = open === 0 ? 'each answer is exact' : `${numeral(open)} of them cannot be bounded exactly`;
  return `${capital(told(accesses.length, 'query', 'queries'))} on ${told(days, 'day')}; ${rest}`;
}

function captionOf(accesses: readonly AccessDocument[]): string {
  const cut = accesses.length > 600 ? ' The 600 widest of each store are drawn.' : '';
  return `Records returned by each access, log scale. A filled dot is a count that is certain; a line ends at the most that cannot be excluded.${cut}`;
}

function charts(model: ReportModel): Element {
  const groups = new Map<string, AccessDocument[]>();
  for (const access of model.documents.exposure.accesses) groups.set(access.store, [...(groups.get(access.store) ?? []), access]);
  const stores = [...groups].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST_CHARTS);
  const width = stores.length === 1 ? 1084 : 520;
  return h(
    'div',
    { class: stores.length === 1 ? 'charts one' : 'charts' },
    stores.map(([store, accesses], index) => storeChart(model, store, accesses, width, index + 1)),
  );
}

function storeChart(model: ReportModel, store: string, accesses: readonly AccessDocument[], width: number, number: number): Element {
  const operation = model.operations.find((each) => each.queries.some((group) => group.store === store));
  const used = new Set(accesses.map((access) => access.wave));
  const known = operation?.waves.filter((wave) => used.has(wave.number)) ?? [];
  const waves =
    known.length > 0
      ? known.map((wave) =>
          spanOf(
            accesses.filter((access) => access.wave === wave.number),
            wave.number,
          ),
        )
      : [spanOf(accesses, 1)];
  const row = operation?.queries.find((group) => group.store === store)?.row ?? store;
  const inside = (stretch: BlindStretch): boolean => waves.some((wave) => stretch.from <= wave.to && wave.from <= stretch.to);
  const blind = blindStretches(model.blind, row).filter(inside);
  const title = `Records returned by ${counted(accesses.length, 'access', 'accesses')} to ${store}`;
  const draw = (id: string, at: number): Element => accessChart({ id: `${id}-${number}`, title, accesses, waves, blind, width: at });
  const names = known.map((wave) => wave.number).join(', ');
  const where = names === '' ? '' : `${known.length === 1 ? 'wave' : 'waves'} ${names}`;
  return h(
    'div',
    {},
    h('p', { class: 'chart-name' }, h('strong', {}, h('bdi', {}, store)), h('span', { class: 'second' }, `  ${where}`)),
    h('div', { class: 'wide-only' }, draw('accesses', width)),
    h('div', { class: 'phone-only' }, draw('accesses-phone', 350)),
  );
}

function spanOf(accesses: readonly AccessDocument[], number: number): { number: number; from: number; to: number } {
  const times = accesses.map((access) => moment(access.time));
  return { number, from: Math.min(...times), to: Math.max(...times) };
}

const heads = {
  confirmed: [gradeGlyph('confirmed'), ' Confirmed'],
  possible: [gradeGlyph('possible'), ' Cannot be excluded'],
} as const;

function storeTable(model: ReportModel): Element {
  const { stores, accesses, records } = model.documents.exposure;
  interface Row {
    readonly name: string;
    readonly accesses: number;
    readonly confirmed: string;
    readonly possible: string;
    readonly all: boolean;
  }
  const of = (store: string): number => accesses.filter((access) => access.store === store).length;
  const rows: Row[] = stores.map((store) => ({
    name: store.store,
    accesses: of(store.store),
    confirmed: integerOrNone(store.confirmed),
    possible: integerOrNone(store.possible),
    all: false,
  }));
  if (stores.length > 1)
    rows.push({
      name: stores.length === 2 ? 'Both' : 'All',
      accesses: accesses.length,
      confirmed: integerOrNone(records.confirmed),
      possible: integerOrNone(records.possible),
      all: true,
    });
  const strong = (row: Row, child: Child): Child => (row.all ? h('strong', {}, child) : child);
  const columns: readonly Column<Row>[] = [
    { head: 'Store', phone: 'key', cell: (row) => strong(row, h('bdi', {}, row.name)) },
    { head: 'Accesses', phone: 'figure', width: 84, right: true, cell: (row) => strong(row, integer(row.accesses)), noun: 'accesses' },
    { head: heads.confirmed, phone: 'more', width: 110, right: true, cell: (row) => strong(row, row.confirmed), noun: 'confirmed' },
    { head: heads.possible, phone: 'more', width: 160, right: true, cell: (row) => strong(row, row.possible), noun: 'cannot be excluded' },
  ];
  return table(columns, rows, {
    caption: 'Records by store',
    shown: 12,
    width: 520,
    after: 'A record is counted once, in however many accesses it came back.',
  });
}

/** What a column gives away, by its 3GPP name (TS 32.298, TS 32.005). */
const GIVES: Readonly<Record<string, string>> = {
  servedMSISDN: 'Who',
  servedIMSI: 'Who, by SIM card',
  servedIMEI: 'Which device',
  otherMSISDN: 'With whom',
  startTime: 'When',
  duration: 'How long',
  cell: 'Where',
  recordType: 'Call or message',
};

function columnTable(model: ReportModel): Element | null {
  const { columns: lost, records } = model.documents.exposure;
  if (lost.length === 0) return null;
  type Row = (typeof lost)[number];
  const columns: readonly Column<Row>[] = [
    {
      head: 'What the records give away',
      phone: 'key',
      cell: (row) => [
        GIVES[row.column] ?? null,
        h('span', { class: 'second' }, GIVES[row.column] === undefined ? row.column : ` · ${row.column}`),
      ],
    },
    { head: heads.confirmed, phone: 'more', width: 110, right: true, cell: (row) => integerOrNone(row.confirmed), noun: 'confirmed' },
    {
      head: heads.possible,
      phone: 'more',
      width: 160,
      right: true,
      cell: (row) => integerOrNone(row.possible),
      noun: 'cannot be excluded',
    },
  ];
  const least = lost.toSorted((a, b) => size(a.confirmed) - size(b.confirmed))[0];
  const kept = least === undefined ? 0n : sum([records.confirmed]) - sum([least.confirmed]);
  const after =
    kept > 0n && least !== undefined
      ? `A field that no query selected was not lost: ${counted(kept, 'confirmed record')} left without ${least.column}.`
      : 'A field that no query selected was not lost.';
  return table(columns, lost, { caption: 'Records by column', shown: 12, width: 520, after });
}

function accessTable(model: ReportModel): Element {
  const columns: readonly Column<AccessDocument>[] = [
    { head: 'Time (UTC)', phone: 'key', width: 172, cell: (row) => h('span', { class: 'when' }, stamp(row.time)) },
    {
      head: 'Statement',
      phone: 'more',
      cell: (row) => [
        h('code', { class: 'sql' }, logText(row.statement, 240)),
        row.widened === null ? null : h('span', { class: 'quiet block' }, row.widened),
      ],
    },
    { head: 'Grade', phone: 'more', width: 148, cell: (row) => gradeLabel(row.grade) },
    { head: 'Rows certain', phone: 'more', width: 74, right: true, cell: (row) => integerOrNone(row.rows.confirmed), noun: 'certain' },
    {
      head: 'Cannot be excluded',
      phone: 'more',
      width: 92,
      right: true,
      cell: (row) => integerOrNone(row.rows.possible),
      noun: 'cannot be excluded',
    },
    { head: 'Evidence', phone: 'figure', width: 72, right: true, cell: (row) => evidenceLink(model.book, accessClaim(model, row)) },
  ];
  return table(columns, model.documents.exposure.accesses, {
    caption: 'Accesses',
    class: 'gap',
    most: 150,
    all: 'hardcell show exposure --case DIR',
  });
}

/** Accesses by others, so that no one must ask why they are not here. */
function leftOut(model: ReportModel): Child {
  const others = model.documents.exposure.left_out;
  if (others.length === 0) return null;
  const reasons = others.slice(0, 6).map((each) => h('li', {}, `${counted(each.accesses, 'access', 'accesses')}: ${each.reason}`));
  const title = `${capital(counted(sum(others.map((each) => each.accesses)), 'access', 'accesses'))} by others were left out`;
  return h('div', { class: 'gap' }, h('h3', {}, title), h('ul', { class: 'plain caption' }, reasons));
}

import { h, type Child, type Element } from '../element.ts';
import { monthShort } from '../time.ts';
import { hatchPattern, LEAST_HATCH, type BlindStretch } from './hatch.ts';
import { line, num, text } from './layers.ts';
import { textWidth } from './placer.ts';

/** A host with all its logs, or one log of the host above it. */
export interface CoverageRow {
  /** In full, for its title. */
  readonly name: string;
  readonly label: string;
  readonly isLog: boolean;
  /** Records by month, `2024-01`. */
  readonly months: ReadonlyMap<string, number>;
  /** First and last record; milliseconds since 1970. Null for a host without logs. */
  readonly reach: readonly [number, number] | null;
  readonly blind: readonly BlindStretch[];
  /** Logs that are there and not whole. */
  readonly partial: readonly BlindStretch[];
  /** When a log was cleared; milliseconds since 1970. */
  readonly cleared: readonly number[];
  /** What stands at the right end. */
  readonly words: string;
}

export interface CoverageChart {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly CoverageRow[];
  readonly from: number;
  readonly to: number;
  readonly waves: readonly { readonly number: number; readonly from: number; readonly to: number }[];
  readonly width: number;
}

const PITCH = 18;
const HEAD = 40;
/** Five steps of ink, by the power of ten of the records of a month. */
const STEPS = 5;
/** A month of this width in px has room for its weeks. */
const WIDE_MONTH = 160;

/** Log records by host and month: the stronger the tone, the more. Hatched where there should be some and is none. */
export function coverageChart(chart: CoverageChart): Element {
  const narrow = chart.width < 600;
  const nameRoom = Math.min(
    narrow ? 112 : 190,
    14 + Math.max(60, ...chart.rows.map((row) => textWidth(row.label, 12) + (row.isLog ? 12 : 0))),
  );
  const right = narrow ? 0 : 108;
  const plot = { x0: nameRoom, x1: chart.width - right };
  const columns = columnsOf(chart.from, chart.to, narrow ? 24 : 120);
  const end = columns.at(-1)?.to ?? chart.to;
  const x = (ms: number): number =>
    plot.x0 + ((Math.min(end, Math.max(chart.from, ms)) - chart.from) / Math.max(1, end - chart.from)) * (plot.x1 - plot.x0);
  const height = HEAD + chart.rows.length * PITCH + (chart.waves.length > 0 ? 30 : 4);
  const most = Math.max(10, ...chart.rows.flatMap((row) => columns.map((column) => recordsIn(row, column))));
  const titleId = `${chart.id}-title`;
  return h(
    'svg',
    { class: 'chart', viewBox: `0 0 ${chart.width} ${height}`, width: chart.width, height, role: 'img', 'aria-labelledby': titleId },
    h('title', { id: titleId }, chart.title),
    h('defs', {}, hatchPattern(`${chart.id}-hatch`)),
    heads(columns, x),
    chart.rows.map((row, index) => rowOf(chart, row, HEAD + index * PITCH, columns, x, most, right > 0)),
    waveMarks(chart, HEAD + chart.rows.length * PITCH + 7, x),
  );
}

interface MonthColumn {
  readonly from: number;
  readonly to: number;
  readonly keys: readonly string[];
}

/** Months, or quarters or years where there would be too many. */
function columnsOf(from: number, to: number, most: number): readonly MonthColumn[] {
  const start = new Date(from);
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const stop = new Date(to);
  const last = stop.getUTCFullYear() * 12 + stop.getUTCMonth();
  const each = [1, 3, 12, 60, 240].find((months) => (last - first + 1) / months <= most) ?? 1200;
  const columns: MonthColumn[] = [];
  for (let month = first; month <= last; month += each) {
    const keys = Array.from({ length: each }, (_, offset) => keyOf(month + offset));
    columns.push({ from: Math.max(from, startOf(month)), to: Math.min(to, startOf(month + each)), keys });
  }
  return columns;
}

/** The first moment of a month counted from year 0. */
function startOf(month: number): number {
  return Date.UTC(2000, month - 2000 * 12);
}

function keyOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function recordsIn(row: CoverageRow, column: MonthColumn): number {
  return column.keys.reduce((total, key) => total + (row.months.get(key) ?? 0), 0);
}

function heads(columns: readonly MonthColumn[], x: (ms: number) => number): readonly Child[] {
  const parts: Child[] = [];
  let yearEnd = -Infinity;
  let monthEnd = -Infinity;
  let year = 0;
  for (const column of columns) {
    const at = x(column.from);
    const own = new Date(column.from).getUTCFullYear();
    if (own !== year && at > yearEnd) {
      parts.push(text(at, 12, 't11 strong second', `${own}`));
      yearEnd = at + textWidth(`${own}`, 11) + 8;
      year = own;
    }
    if (at >= monthEnd && x(column.to) - at > 8 && column.keys.length === 1) {
      parts.push(text(at, 28, 't11 quiet', monthShort(column.from)));
      monthEnd = at + textWidth('Mar', 11) + 8;
      if (x(column.to) - at > WIDE_MONTH) parts.push(...weeks(column, x));
    }
  }
  return parts;
}

/** Days at which the weeks of a wide month begin. */
function weeks(column: MonthColumn, x: (ms: number) => number): readonly Child[] {
  const first = new Date(column.from);
  return [8, 15, 22, 29]
    .map((day) => ({ day, ms: Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day) }))
    .filter(({ ms }) => ms > column.from && ms < column.to && x(column.to) - x(ms) > 16)
    .map(({ day, ms }) => text(x(ms), 28, 't11 quiet', `${day}`));
}

function rowOf(
  chart: CoverageChart,
  row: CoverageRow,
  y: number,
  columns: readonly MonthColumn[],
  x: (ms: number) => number,
  most: number,
  words: boolean,
): readonly Child[] {
  const indent = row.isLog ? 12 : 0;
  const parts: Child[] = [
    h('g', {}, h('title', {}, row.name), text(indent, y + 11, row.isLog ? 't11 second' : 't12', shortened(row.label))),
  ];
  const [begin, end] = row.reach ?? [-Infinity, Infinity];
  for (const column of columns) {
    const records = recordsIn(row, column);
    const step = records === 0 ? 0 : Math.max(1, Math.min(STEPS, Math.ceil((STEPS * Math.log10(records + 1)) / Math.log10(most + 1))));
    const cell = (from: number, to: number, tone: number): Element =>
      h('rect', { x: x(from), y, width: Math.max(0.5, x(to) - x(from) - 1.5), height: PITCH - 4, class: `tone-${tone}` });
    const [from, to] = step === 0 ? [column.from, column.to] : [Math.max(column.from, begin), Math.min(column.to, end)];
    // A log that begins or ends within the month is drawn from there.
    if (from > column.from || to < column.to) parts.push(cell(column.from, column.to, 0));
    parts.push(cell(from, Math.max(from, to), step));
  }
  for (const stretch of row.blind) {
    const x0 = x(stretch.from);
    const width = Math.max(LEAST_HATCH, x(stretch.to) - x0);
    const left = Math.min(x0, x(chart.to) - width);
    parts.push(
      h('rect', { x: left, y, width, height: PITCH - 4, class: 'f-paper' }),
      h('rect', { x: left + 0.5, y: y + 0.5, width: width - 1, height: PITCH - 5, fill: `url(#${chart.id}-hatch)`, class: 's-hatch-box' }),
    );
  }
  for (const stretch of row.partial) {
    const x0 = x(stretch.from);
    parts.push(
      h('rect', { x: x0 + 0.5, y: y + 0.5, width: Math.max(LEAST_HATCH, x(stretch.to) - x0) - 1, height: PITCH - 5, class: 's-partial' }),
    );
  }
  for (const time of row.cleared) parts.push(clearedMark(x(time), y));
  if (words)
    parts.push(text(chart.width, y + 11, `t11 end ${row.blind.length + row.partial.length === 0 ? 'quiet' : ''}`.trim(), row.words));
  return parts;
}

/** A bar through the row with a foot on either side: everything before it was thrown away. */
function clearedMark(x: number, y: number): Element {
  return h('path', { d: `M${num(x - 3)} ${num(y - 1)}H${num(x + 3)}M${num(x)} ${num(y - 1)}V${num(y + PITCH - 3)}`, class: 's-cleared' });
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length <= 24 ? label : `${characters.slice(0, 15).join('')}…${characters.slice(-8).join('')}`;
}

function waveMarks(chart: CoverageChart, y: number, x: (ms: number) => number): readonly Child[] {
  let end = -Infinity;
  return chart.waves.map((wave) => {
    const x0 = x(wave.from);
    const bar = line(x0, y, Math.max(x0 + 4, x(wave.to)), y, 's-wave');
    const name = chart.width < 600 ? `${wave.number}` : `wave ${wave.number}`;
    const left = Math.min(x0, chart.width - textWidth(name, 11));
    if (left < end) return bar;
    end = left + textWidth(name, 11) + 6;
    return [bar, text(Number(num(left)), y + 15, 't11 second', name)];
  });
}

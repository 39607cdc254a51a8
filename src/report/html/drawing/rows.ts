import type { Grade } from '../../documents/types.ts';
import type { Names, Tier } from '../model/index.ts';
import { integer } from '../numbers.ts';
import { textWidth } from './placer.ts';
import type { Subject } from './selection.ts';

/** One placed row. */
export interface Row {
  readonly key: string;
  readonly kind: Subject['kind'];
  readonly label: string;
  readonly full: string;
  readonly note: string | null;
  readonly grade: Grade | null;
  readonly first: number;
  readonly y: number;
}

export interface Lane {
  readonly tier: Tier;
  /** The one domain of all its hosts, or what stands there. */
  readonly note: string | null;
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly Row[];
}

export interface Layout {
  readonly rowHeight: number;
  readonly lanes: readonly Lane[];
  readonly row: (key: string) => Row | null;
  /** Where the host's name begins, and where the plot does. */
  readonly nameX: number;
  readonly plotX: number;
  readonly top: number;
  readonly bottom: number;
}

/** 39 px to 20 hosts, 26 to 40, 20 beyond. */
export function rowHeightFor(hosts: number): number {
  return hosts <= 20 ? 39 : hosts <= 40 ? 26 : 20;
}

/** Room above a lane's first row and below its last, by row height. */
const AIR: Readonly<Record<number, readonly [number, number]>> = { 39: [34, 23], 26: [26, 16], 20: [21, 14] };
const LANE_NAME = 112;
const LONGEST = 24;

export function layoutOf(subjects: readonly Subject[], names: Names, top: number): Layout {
  const rowHeight = rowHeightFor(subjects.filter((subject) => subject.kind !== 'peer').length);
  const [above, below] = AIR[rowHeight] ?? [21, 14];
  const lanes: Lane[] = [];
  let y = top;
  for (const tier of new Set(subjects.map((subject) => subject.tier))) {
    const members = subjects.filter((subject) => subject.tier === tier);
    const pitch = tier === 'Internet' ? Math.max(rowHeight, 34) : rowHeight;
    const rows = members.map((subject, index) => rowOf(subject, names, y + above + index * pitch));
    // Peers have a second line below their address.
    const bottom = y + above + (members.length - 1) * pitch + (tier === 'Internet' ? 23 : below);
    lanes.push({ tier, note: noteOf(tier, members), top: y, bottom, rows });
    y = bottom;
  }
  const byKey = new Map(lanes.flatMap((lane) => lane.rows.map((row) => [row.key, row] as const)));
  const widest = Math.max(60, ...lanes.flatMap((lane) => lane.rows.map((row) => textWidth(row.label, 13))));
  return {
    rowHeight,
    lanes,
    row: (key) => byKey.get(key) ?? null,
    nameX: LANE_NAME + 15,
    plotX: LANE_NAME + 15 + widest + 16,
    top,
    bottom: y,
  };
}

function rowOf(subject: Subject, names: Names, y: number): Row {
  const full = subject.kind === 'more' ? moreOf(subject) : subject.key;
  const label = subject.kind === 'more' ? full : middleCut(names.host(subject.key));
  return { key: subject.key, kind: subject.kind, label, full, note: subject.note, grade: subject.grade, first: subject.first, y };
}

function moreOf(subject: Subject): string {
  return `${integer(subject.count)} more ${subject.tier === 'Internet' ? 'peers' : 'hosts'}`;
}

/** A long name keeps its two ends. */
function middleCut(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  return `${characters.slice(0, LONGEST - 9).join('')}…${characters.slice(-8).join('')}`;
}

function noteOf(tier: Tier, members: readonly Subject[]): string | null {
  if (tier === 'Internet') return 'peers';
  const domains = new Set(members.filter((subject) => subject.kind === 'host').map((subject) => domainOf(subject.key)));
  const [only] = domains;
  return domains.size === 1 && only !== undefined && only !== '' && only.length <= 17 ? only : null;
}

function domainOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 || host.startsWith('ip:') ? '' : host.slice(dot + 1);
}

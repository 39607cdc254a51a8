import { byMoment, collect, latestAt, SECOND } from '../lib/index.ts';
import type { ProcessFact } from './story-facts.ts';

/** What names a process in a record: its GUID, else its number at a time. */
export interface ProcessName {
  readonly process_guid: string | null;
  readonly process_id: number | null;
  readonly time: number;
}

/** The processes of one host, as far as their starts were logged. */
export interface ProcessTree {
  /** Key of a process: the same for every record of it whose start was logged, or that has a GUID. */
  key(process: ProcessName): string | null;
  start(key: string): ProcessFact | null;
  /** The process itself, then its parent, and so on; keys, at most 64. */
  ancestry(key: string): readonly string[];
  readonly starts: readonly ProcessFact[];
}

/** A chain of parents that is longer than this is damage or malice. */
const MAX_DEPTH = 64;

/** One process start may stand in two logs (Sysmon 1 and 4688), this far apart. */
const TWICE = 2 * SECOND;

/** Builds the tree of a host from its process facts; ordered here. */
export function processTree(facts: readonly ProcessFact[]): ProcessTree {
  const starts = oneEach(facts.filter((fact) => fact.activity === 'start').sort(byMoment));
  const byGuid = new Map<string, ProcessFact>();
  const byNumber = new Map<number, ProcessFact[]>();
  for (const start of starts) {
    const guid = guidOf(start.process_guid);
    if (guid !== null && !byGuid.has(guid)) byGuid.set(guid, start);
    if (start.process_id !== null) collect(byNumber, start.process_id, start);
  }
  const keyOf = (start: ProcessFact): string => guidOf(start.process_guid) ?? `${start.process_id}@${start.time}`;
  const startByKey = new Map(starts.map((start) => [keyOf(start), start]));
  const key = ({ process_guid, process_id, time }: ProcessName): string | null => {
    const guid = guidOf(process_guid);
    if (guid !== null) return guid;
    const start = process_id === null ? null : latestAt(byNumber.get(process_id) ?? [], time + TWICE);
    return start ? keyOf(start) : null;
  };
  const parent = (start: ProcessFact): string | null =>
    key({ process_guid: start.parent_process_guid, process_id: start.parent_process_id, time: start.time });
  return {
    key,
    starts,
    start: (name) => startByKey.get(name) ?? null,
    ancestry(name) {
      const line: string[] = [];
      for (let at: string | null = name; at !== null && line.length < MAX_DEPTH && !line.includes(at);) {
        line.push(at);
        const start = startByKey.get(at);
        at = start ? parent(start) : null;
      }
      return line;
    },
  };
}

/** Of two records of one start the one with a GUID stays, with the session that either names. */
function oneEach(starts: readonly ProcessFact[]): ProcessFact[] {
  const kept: ProcessFact[] = [];
  const places = new Map<string, number>();
  for (const start of starts) {
    const key = `${start.process_id} ${baseName(start.image)}`;
    const place = places.get(key);
    const before = place === undefined ? undefined : kept[place];
    if (
      place !== undefined &&
      before &&
      start.time - before.time <= TWICE &&
      !(guidOf(start.process_guid) !== null && guidOf(before.process_guid) !== null)
    ) {
      const [rich, poor] = guidOf(start.process_guid) === null ? [before, start] : [start, before];
      kept[place] = { ...rich, time: before.time, logon_id: rich.logon_id ?? poor.logon_id, account: rich.account ?? poor.account };
    } else {
      places.set(key, kept.length);
      kept.push(start);
    }
  }
  return kept;
}

/** Null for a GUID of zeros, which says nothing. */
function guidOf(guid: string | null): string | null {
  return guid === null || !/[1-9a-f]/i.test(guid) ? null : guid.toLowerCase();
}

/** File name of an image path, lower-case. */
export function baseName(image: string | null): string {
  return (image ?? '').toLowerCase().split(/[\\/]/).pop() ?? '';
}

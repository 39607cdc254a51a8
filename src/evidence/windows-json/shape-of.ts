import { keyOf, KIND, type JsonLine } from '../json/index.ts';
import type { Shape } from './shape.ts';
import { evtxDump } from './shapes/evtx-dump.ts';
import { flatExport } from './shapes/export.ts';
import { nxlog } from './shapes/nxlog.ts';
import { velociraptor, velociraptorRow } from './shapes/velociraptor.ts';
import { winlogbeat, winlogbeatEcs } from './shapes/winlogbeat.ts';

const EVENT_ID = keyOf('EventID');
const EVENT_DATA = keyOf('EventData');
const USER_DATA = keyOf('UserData');
const EVENT_TIME = keyOf('EventTime');
const TIME_CREATED = keyOf('TimeCreated');
const EVENT = keyOf('Event');
const SYSTEM = keyOf('System');
const WINLOG = keyOf('winlog');
const LOG_NAME = keyOf('log_name');
const FLAT_EVENT_ID = keyOf('event_id');
const SOURCE_NAMES = ['SourceName', 'ProviderName', 'Provider_Name', 'Channel'].map(keyOf);
const WRAPPERS = ['_source', 'result', 'event'].map(keyOf);

/** The shape of the event that the object holds; null when it holds none. What one line is decides nothing about the next. */
export function shapeOf(line: JsonLine, object: number): Shape | null {
  const has = (key: (typeof SOURCE_NAMES)[number]): boolean => line.member(object, key) >= 0;
  if (has(EVENT_ID)) {
    if (isObject(line, line.member(object, EVENT_DATA)) || isObject(line, line.member(object, USER_DATA))) return velociraptorRow;
    if (!SOURCE_NAMES.some(has)) return null;
    return has(EVENT_TIME) ? nxlog : has(TIME_CREATED) ? flatExport : null;
  }
  const event = line.member(object, EVENT);
  if (isObject(line, line.member(event, SYSTEM))) return evtxDump;
  if (isObject(line, line.member(object, SYSTEM))) return velociraptor;
  if (isObject(line, line.member(object, WINLOG))) return winlogbeatEcs;
  return has(FLAT_EVENT_ID) && has(LOG_NAME) ? winlogbeat : null;
}

/** The object that holds the event: the line's own, or the one that a search's export wraps it in. */
export function eventObject(line: JsonLine): number {
  for (const wrapper of WRAPPERS) {
    const node = line.member(0, wrapper);
    if (isObject(line, node) && shapeOf(line, node) !== null) return node;
  }
  return 0;
}

function isObject(line: JsonLine, node: number): boolean {
  return node >= 0 && line.kind(node) === KIND.object;
}

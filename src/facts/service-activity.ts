import { serviceActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { always, made, sid, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { serviceControl } from './windows-records.ts';

/** Longest service name (ChangeServiceConfig: 256 characters), as UTF-16 in hexadecimal, with `/`, a state and NUL. */
const LONGEST = (256 + 8) * 4;

/** 7036 carries `name/state` as UTF-16 beside its texts: the state as a number (winsvc.h), whatever the system's language. */
function binaryOf(event: RawEvent): { name: string; state: number } | null {
  const hex = valueIn(event, ['Binary']);
  if (hex === null || hex.length > LONGEST || hex.length % 4 !== 0 || !/^[0-9a-f]+$/i.test(hex)) return null;
  const m = /^([^/]+)\/(\d)\0*$/.exec(Buffer.from(hex, 'hex').toString('utf16le'));
  return m?.[1] === undefined ? null : { name: m[1], state: Number(m[2]) };
}

const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['running', 'started'],
  ['stopped', 'stopped'],
]);

const entered = made(['Binary', 'param2'], '4 or running started, 1 or stopped stopped, else state', (event: RawEvent) => {
  const state = binaryOf(event)?.state;
  if (state === 4) return 'started';
  if (state === 1) return 'stopped';
  return (state === undefined ? SPOKEN.get(valueIn(event, ['param2']) ?? '') : undefined) ?? 'state';
});

const binaryName = made(['Binary', 'param1'], 'short name, else display name; masked', (event: RawEvent, { masker }: FactScope) => {
  const name = binaryOf(event)?.name ?? valueIn(event, ['param1']);
  return name === null ? null : masker.text(name);
});

const named = { service: text('param1'), display_name: text('param1') } as const;

/** Services that were started, stopped or set up otherwise. */
export const serviceActivity = factKindOf(serviceActivityTable, [
  {
    record: serviceControl('7036'),
    columns: { activity: entered, service: binaryName, display_name: text('param1'), state: word('param2') },
  },
  {
    record: serviceControl('7040'),
    columns: {
      activity: always('changed'),
      service: text('param4', 'param1'),
      display_name: text('param1'),
      start_type: word('param3'),
      previous_start_type: word('param2'),
      account_sid: sid('UserID'),
    },
  },
  { record: serviceControl('7000'), columns: { ...named, activity: always('failed'), state: word('param2') } },
  { record: serviceControl('7031'), columns: { ...named, activity: always('failed') } },
  { record: serviceControl('7034'), columns: { ...named, activity: always('failed') } },
]);

import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, millisecondText, plainMillisecondText, SECOND } from '../moment.ts';
import type { Act } from '../operation/index.ts';
import type { Activity } from '../plan/index.ts';
import type { RecordQuestion } from '../telephony/index.ts';
import { accessTruth, authorizedAt, wrongPasswordBefore, type QueryAct } from './index.ts';
import { handMadeCounts, handMadeWorld } from './test-support/hand-made-world.ts';
import { writtenLog, type WrittenLine } from './test-support/written-log.ts';

const DAYS = 26;
const printed = { parameters: true, rows: true };
const quiet = handMadeWorld(5, DAYS, printed);
const files = writtenLog(quiet);
const all = [...files.values()].flat();

describe('the csvlog of a quiet carrier', () => {
  test('has 26 columns a line, a file a month, and lines in order of time', () => {
    expect([...files.keys()]).toEqual(['2024-01', '2024-02'].map((month) => `warehouse-0.north.example/postgresql-${month}.csv`));
    expect(new Set(all.map((line) => line.columns.length))).toEqual(new Set([26]));
    for (const [name, lines] of files) {
      expect(lines.every((line) => name.includes(line.time.slice(0, 7)))).toBe(true);
      expect(lines.map((line) => line.time)).toEqual(lines.map((line) => line.time).toSorted());
    }
  });

  test('counts the lines of each session from 1, in the order of their times, under a name of its own', () => {
    for (const lines of bySession(all).values()) {
      const ordered = lines.toSorted((a, b) => a.number - b.number);
      expect(ordered.map((line) => line.number)).toEqual(ordered.map((_, i) => i + 1));
      expect(ordered.map((line) => line.time)).toEqual(lines.map((line) => line.time).toSorted());
      expect(lines.filter((line) => line.message.startsWith('connection received')).length).toBeLessThan(2);
    }
  });

  test('dates each planned connection as it is told to whoever asks, after the wrong passwords that it is told of', () => {
    const authorized = new Set(
      all.filter((line) => line.message.startsWith('connection authorized')).map((line) => `${line.time} ${line.columns[4]}`),
    );
    const refused = all.filter((line) => line.columns[12] === '28P01').map((line) => line.columns[4]);
    const mistyped: string[] = [];
    for (let row = 0; row < quiet.plan.count; row++) {
      const activity = quiet.plan.activity(row);
      const at = plainMillisecondText(authorizedAt(quiet, activity));
      const from = quiet.estate.addressOf(activity.from, activity.at);
      expect([...authorized].some((line) => line.startsWith(`${at} UTC ${from}:`))).toBe(true);
      const wrong = wrongPasswordBefore(quiet, activity);
      if (wrong !== null) mistyped.push(`${from}:${wrong.port}`);
    }
    expect(refused.toSorted()).toEqual(mistyped.toSorted());
    expect(refused.length).toBeGreaterThan(0);
  });

  test('prints how many rows a served number has on whole days that are long over', () => {
    const { counts } = handMadeCounts(DAYS);
    let told = 0;
    for (const { audit, time } of all) {
      const asked = audit === null ? null : wholeDays(audit[7] ?? '', audit[8] ?? '');
      if (audit === null || asked === null) continue;
      told++;
      expect(Date.parse(`${time.slice(0, 10)}Z`) / 86_400_000 - asked.to).toBeGreaterThan(2);
      const first = quiet.span.from / DAY;
      let rows = 0;
      for (const one of asked.subscribers) for (let day = asked.from; day < asked.to; day++) rows += counts[one * DAYS + day - first] ?? 0;
      expect(Number(audit[9])).toBe(rows);
    }
    expect(told).toBeGreaterThan(300);
  });

  test('has each reader under a role of his own kind, literal and bound values, refusals, cancelled statements and lines of the server itself', () => {
    const roles = new Set(all.map((line) => line.columns[1]));
    expect(roles).toContain(quiet.store.role);
    expect(roles.size).toBeGreaterThan(5);
    const parameters = all.flatMap((line) => line.audit?.[8] ?? []);
    expect(parameters.filter((one) => one === '<none>').length).toBeGreaterThan(200);
    expect(parameters.filter((one) => one !== '<none>').length).toBeGreaterThan(200);
    const states = new Set(all.map((line) => line.columns[12]));
    expect(states).toEqual(new Set(['00000', '28P01', '42703', '57014']));
    const backends = new Set(all.map((line) => line.columns[23]));
    expect(backends).toEqual(new Set(['client backend', 'not initialized', 'checkpointer', 'autovacuum worker']));
    expect(all.some((line) => line.audit?.[3] === 'DDL' && line.columns[4] === '[local]')).toBe(true);
  });

  test('keeps back parameters and rows where it is told to', () => {
    const lines = [...writtenLog(handMadeWorld(5, 8, { parameters: false, rows: false })).values()].flat();
    const audits = lines.flatMap((line) => (line.audit === null ? [] : [line.audit]));
    expect(audits.length).toBeGreaterThan(100);
    expect(new Set(audits.map((audit) => audit.length))).toEqual(new Set([9]));
    expect(new Set(audits.map((audit) => audit[8]))).toEqual(new Set(['<not logged>']));
  });
});

const opened: Activity = {
  id: 0x8000_0001,
  kind: 'database',
  at: quiet.span.from + 12 * DAY + 3 * MINUTE,
  seconds: 60,
  from: 1,
  to: 0,
  account: 0,
  detail: { session: 'x/d1', workstation: 'psql' },
};

function query(seconds: number, question: Partial<RecordQuestion>): QueryAct {
  const whole = {
    columns: null,
    conditions: [{ kind: 'equals', column: 'msisdn', value: '999151230007' }],
    targets: [],
    understood: true,
  } as const;
  return { act: 'query', at: opened.at + seconds * SECOND, session: 'x/d1', question: { ...whole, ...question } };
}

const asked: readonly QueryAct[] = [
  query(10, {}),
  query(22, { columns: ['cell', 'msisdn', 'number', 'start'], bound: true }),
  query(34, { cancelled: true }),
  query(50, { conditions: [{ kind: 'area', area: '103' }], understood: false }),
];
const acts: readonly Act[] = [{ act: 'activity', activity: opened }, ...asked];

describe.each([
  { parameters: true, rows: true },
  { parameters: false, rows: false },
])('questions put in a session of acts, with %o', (settings) => {
  const world = handMadeWorld(5, DAYS, settings, acts);
  const lines = [...writtenLog(world, new Map([1, 2, 3, 4].map((number) => [number, number * 3]))).values()].flat();
  const at = plainMillisecondText(authorizedAt(world, opened));
  const session = lines.find((line) => line.time.startsWith(at) && line.message.startsWith('connection authorized'))?.session;
  const own = lines.filter((line) => line.session === session);

  test('leave every line of the quiet carrier as it was', () => {
    const before = new Set([...writtenLog(handMadeWorld(5, DAYS, settings)).values()].flat().map((line) => line.columns.join('\n')));
    expect(lines.filter((line) => !before.has(line.columns.join('\n')))).toEqual(own);
    expect(lines.length).toBe(before.size + own.length);
  });

  test('stand in its log as the truth dates and words them', () => {
    for (const [i, act] of asked.entries()) {
      const ids = Array.from({ length: act.question.cancelled === true ? 0 : (i + 1) * 3 }, (_, id) => `s:${id}`);
      const truth = accessTruth(world, opened, act, { recordIds: act.question.cancelled === true ? [] : ids }, 2, world.keeping);
      const line = own.find((one) => millisecond(one) === truth.time && (one.audit?.[7] ?? one.columns[19]) === truth.statement);
      expect(line).toBeDefined();
      expect(truth).toMatchObject({
        account: world.store.role,
        store: world.store.name,
        client_host: 'mediation-1.north.example',
        wave: 2,
      });
      const rowsLogged = line?.audit?.[9];
      if (rowsLogged !== undefined) expect(Number(rowsLogged)).toBe(truth.record_ids.length);
    }
    expect(own[2]?.message).toContain('application_name=psql');
  });

  test('are graded by what the log lets anybody claim', () => {
    const grades = asked.map((act) => accessTruth(world, opened, act, { recordIds: [] }, 1, world.keeping).grade);
    expect(grades).toEqual(['confirmed', settings.parameters ? 'confirmed' : 'possible', 'possible', 'possible']);
    const columns = asked.map((act) => accessTruth(world, opened, act, { recordIds: [] }, 1, world.keeping).columns);
    expect(columns[1]).toEqual(['cell', 'servedMSISDN', 'startTime']);
    expect(columns[0]).toHaveLength(10);
  });

  test('that were given up leave an error, and an audit line only where it is written at the beginning', () => {
    const failed = own.filter((line) => line.columns[12] === '57014');
    expect(failed).toHaveLength(1);
    expect(own.filter((line) => line.audit?.[7] === failed[0]?.columns[19] && line.audit?.[1] === '3')).toHaveLength(settings.rows ? 0 : 1);
  });
});

function bySession(lines: readonly WrittenLine[]): ReadonlyMap<string, readonly WrittenLine[]> {
  return Map.groupBy(lines, (line) => line.session);
}

function millisecond(line: WrittenLine): string {
  return millisecondText(Date.parse(`${line.time.slice(0, 23).replace(' ', 'T')}Z`) * 1000);
}

/** Subscribers by number. */
const places = new Map(Array.from({ length: quiet.telephony.subscribers }, (_, i) => [quiet.telephony.msisdnOf(i), i]));

/** A statement that asks for served numbers on whole days and nothing else: which, and on what days since 1970. */
function wholeDays(sql: string, parameters: string): { subscribers: readonly number[]; from: number; to: number } | null {
  const bound = parameters.startsWith('<') ? [] : parameters.split(/,(?![^{]*\})/).map((one) => one.replaceAll('"', ''));
  const text = sql.replace(/\$(\d+)/g, (_, number: string) => `'${bound[Number(number) - 1] ?? ''}'`).toLowerCase();
  if (/count\(|sum\(|max\(|exists|explain|limit|join|random|\bdb_|\bor\b.*other/.test(text)) return null;
  const subscribers = [...text.matchAll(/\b(\d{8,15})\b/g)].flatMap((match) => places.get(match[1] ?? '') ?? []);
  const days = [...text.matchAll(/(\d{4}-\d\d-\d\d)/g)].map((match) => Date.parse(`${match[1]}Z`) / 86_400_000);
  const [from, to = (from ?? 0) + 1] = days;
  return subscribers.length === 0 || from === undefined ? null : { subscribers: [...new Set(subscribers)], from, to };
}

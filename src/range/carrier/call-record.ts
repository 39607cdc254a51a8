import { DAY, HOUR, MINUTE, SECOND, plainText, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Subscriber } from './subscriber.ts';

/** One call-detail record, as the warehouse holds it. */
export interface CallRecord {
  /** Ten digits, unlike any subscriber's number. */
  readonly number: string;
  readonly msisdn: string;
  readonly imsi: string;
  readonly imei: string;
  /** The other party in E.164 digits; empty for data sessions. */
  readonly other: string;
  readonly start: Moment;
  /** Seconds. */
  readonly duration: number;
  readonly cell: string;
  readonly type: RecordType;
}

export type RecordType = 'MOC' | 'MTC' | 'SMS-MO' | 'SMS-MT' | 'GPRS';

/** How many records by hour of the day, UTC: nights are quiet. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 11, 11, 10, 10, 12, 11, 10, 10, 11, 13, 14, 13, 10, 7, 4, 2];

/** `count` records over the days before `until`, in order of time, numbered in that order. */
export function drawCallRecords(
  random: Random,
  subscribers: readonly Subscriber[],
  count: number,
  from: Moment,
  until: Moment,
): CallRecord[] {
  const days = Math.floor((until - from) / DAY);
  const drawn = Array.from({ length: count }, () => {
    const start =
      from + random.integer(0, days - 1) * DAY + drawHour(random) * HOUR + random.integer(0, 59) * MINUTE + random.integer(0, 59) * SECOND;
    return drawRecord(random, random.pick(subscribers), start);
  });
  drawn.sort((a, b) => a.start - b.start);
  const first = 7_000_000_000 + random.integer(100_000, 900_000);
  return drawn.map((record, i) => ({ ...record, number: String(first + i) }));
}

function drawRecord(random: Random, subscriber: Subscriber, start: Moment): CallRecord {
  const type = random.pick<RecordType>(['MOC', 'MOC', 'MOC', 'MTC', 'MTC', 'MTC', 'SMS-MO', 'SMS-MT', 'GPRS', 'GPRS']);
  const atWork = new Date(start / 1000).getUTCHours() > 7 && new Date(start / 1000).getUTCHours() < 17;
  return {
    number: '',
    msisdn: subscriber.msisdn,
    imsi: subscriber.imsi,
    imei: subscriber.imei,
    other: type === 'GPRS' ? '' : drawOther(random, subscriber),
    start,
    duration: type.startsWith('SMS') ? 0 : Math.ceil(-Math.log(1 - random.fraction()) * (type === 'GPRS' ? 900 : 110)),
    cell: atWork === random.chance(0.85) ? subscriber.work : subscriber.home,
    type,
  };
}

/** Few contacts get most of the calls. */
function drawOther(random: Random, subscriber: Subscriber): string {
  const rank = Math.floor(random.fraction() ** 2 * subscriber.contacts.length);
  return subscriber.contacts[rank] ?? subscriber.msisdn;
}

function drawHour(random: Random): number {
  const total = HOURS.reduce((sum, weight) => sum + weight, 0);
  let left = random.integer(0, total - 1);
  for (const [hour, weight] of HOURS.entries()) {
    left -= weight;
    if (left < 0) return hour;
  }
  return 23;
}

/** How a warehouse names the columns of its table; in the order of the table. */
export interface RecordColumns {
  readonly number: string;
  readonly msisdn: string;
  readonly imsi: string;
  readonly imei: string;
  readonly other: string;
  readonly start: string;
  readonly duration: string;
  readonly cell: string;
  readonly type: string;
}

/** A record as delimited text, its columns in the order of the table. */
export function recordLine(record: CallRecord): string {
  const { number, msisdn, imsi, imei, other, start, duration, cell, type } = record;
  return [number, msisdn, imsi, imei, other, plainText(start), duration, cell, type].join(',');
}

import { createHash } from 'node:crypto';
import { areaOf, type CallRecord, type RecordColumns } from '../../carrier/index.ts';
import { DAY, plainText, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { canonicalColumns } from '../../telephony/question.ts';
import type { Carrier } from '../carrier.ts';

/** One of the intruder's questions to the warehouse, with its true answer. */
export interface Question {
  readonly sql: string;
  readonly records: readonly CallRecord[];
  /** Canonical names of the columns it projects, sorted. */
  readonly columns: readonly string[];
  /** Clear identifiers it names, in the form of truth.json. */
  readonly targets: readonly string[];
  readonly understood: boolean;
}

type Column = keyof RecordColumns;
const ALL: readonly Column[] = ['number', 'msisdn', 'imsi', 'imei', 'other', 'start', 'duration', 'cell', 'type'];

/** The six questions: equality, list, time range, prefix, one that its text does not determine, and one by device. */
export interface Questions {
  readonly equality: Question;
  readonly list: Question;
  readonly range: Question;
  readonly prefix: Question;
  readonly opaque: Question;
  readonly device: Question;
}

/** Draws the questions over a carrier's records; each is answered here by the rule beside its text. */
export function drawQuestions(carrier: Carrier, random: Random): Questions {
  const { table, columns: c } = carrier.database.store;
  const { records } = carrier;
  const busy = carrier.subscribers.filter((subscriber) => records.filter((record) => record.msisdn === subscriber.msisdn).length >= 12);
  const [one, two, three, four, five, six] = random.sample(busy, 6);
  if (one === undefined || two === undefined || three === undefined || four === undefined || five === undefined || six === undefined) {
    throw new RangeError('too few busy subscribers');
  }
  const listed = [two.imsi, three.imsi, four.imsi];
  const ranged = records.filter((record) => record.msisdn === five.msisdn);
  const [low, high] = middle(ranged.map((record) => record.start));
  const prefix = drawPrefix(carrier, random);
  const day = Math.floor(random.pick(records.slice(1_000, 4_000)).start / DAY) * DAY;
  const opaque = drawOpaque(carrier, random);
  const make = (
    columns: readonly Column[],
    where: string,
    keep: (record: CallRecord) => boolean,
    targets: readonly string[],
    understood = true,
  ): Question => ({
    sql: `select ${columns === ALL ? '*' : columns.map((column) => c[column]).join(', ')} from ${table} where ${where}`,
    records: records.filter(keep),
    columns: columns.flatMap((column) => canonicalColumns[column] ?? []).sort(),
    targets,
    understood,
  });
  return {
    equality: make(ALL, `${c.msisdn} = '${one.msisdn}'`, (record) => record.msisdn === one.msisdn, [one.msisdn]),
    list: make(
      ['number', 'msisdn', 'other', 'start', 'duration', 'type'],
      `${c.imsi} in (${listed.map((imsi) => `'${imsi}'`).join(', ')})`,
      (record) => listed.includes(record.imsi),
      listed,
    ),
    range: make(
      ['start', 'cell', 'other'],
      `${c.msisdn} = '${five.msisdn}' and ${c.start} >= '${plainText(low)}' and ${c.start} < '${plainText(high)}'`,
      (record) => record.msisdn === five.msisdn && record.start >= low && record.start < high,
      [five.msisdn],
    ),
    prefix: make(['msisdn', 'imsi', 'start', 'cell'], `${c.msisdn} like '${prefix}%'`, (record) => record.msisdn.startsWith(prefix), []),
    opaque: make(
      ['msisdn', 'imei', 'start', 'cell', 'duration'],
      `${c.start} >= '${plainText(day)}' and ${c.start} < '${plainText(day + 2 * DAY)}' and ${opaque.where}`,
      (record) => record.start >= day && record.start < day + 2 * DAY && opaque.keep(record),
      [],
      false,
    ),
    device: make(['msisdn', 'imsi', 'start', 'other'], `${c.imei} = '${six.imei}'`, (record) => record.imei === six.imei, [
      six.imei.slice(0, 14),
    ]),
  };
}

/** A stretch that holds the middle half of some moments, cut at whole days' ends so that records lie on both sides. */
function middle(moments: readonly Moment[]): readonly [Moment, Moment] {
  const sorted = [...moments].sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length / 4)];
  const high = sorted[Math.floor((sorted.length * 3) / 4)];
  if (low === undefined || high === undefined) throw new RangeError('no records to choose a range from');
  return [low, high];
}

/** A prefix with country code and five more digits that some subscribers share. */
function drawPrefix(carrier: Carrier, random: Random): string {
  const length = Math.max(7, carrier.plan.country_code.length + 5);
  return random.pick(carrier.subscribers).msisdn.slice(0, length);
}

/** A condition that calls a function: the text alone does not say which rows it keeps. */
function drawOpaque(carrier: Carrier, random: Random): { where: string; keep: (record: CallRecord) => boolean } {
  const { columns: c } = carrier.database.store;
  if (random.chance(0.5)) {
    const area = areaOf(random.pick(carrier.subscribers).work);
    // The function's body lives in the database; the range knows that it names a site after the location area.
    return { where: `site_of(${c.cell}) = 'SITE-${area}'`, keep: (record) => areaOf(record.cell) === area };
  }
  const digits = '0123456';
  return {
    where: `md5(${c.msisdn}) ~ '^[0-6]'`,
    keep: (record) => digits.includes(createHash('md5').update(record.msisdn).digest('hex').slice(0, 1)),
  };
}

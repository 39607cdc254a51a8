import { h, type Element } from '../element.ts';
import { askedStrip } from '../drawing/index.ts';
import type { ExposureDocument } from '../../documents/types.ts';
import type { ReportModel } from '../model/index.ts';
import { confidence, exact, integerOrNone } from '../numbers.ts';
import { emptyBox, type Section } from '../parts/frame.ts';
import { confidenceDot, gradeGlyph } from '../parts/glyph.ts';
import { pseudonym, withPseudonyms } from '../parts/log-text.ts';
import { table, type Column } from '../parts/table.ts';
import { moment, stamp } from '../time.ts';
import { capital, counted, told } from '../words.ts';

type Target = ExposureDocument['targets'][number];

/** Who was searched for, and why we say so. */
export function wantedSection(model: ReportModel): Section | null {
  const { targets, accesses } = model.documents.exposure;
  if (accesses.length === 0) return null;
  const base = { id: 'wanted', title: 'Who was wanted' };
  if (targets.length === 0) {
    const text = `We read ${told(accesses.length, 'query', 'queries')} of theirs and none named a subscriber, card or handset. Who they looked for in the answers cannot be told from the queries.`;
    return { ...base, note: 'No one was searched for by name.', body: emptyBox(text) };
  }
  const people = capital(told(targets.length, 'person was', 'people were'));
  return { ...base, note: `${people} searched for. Names stay sealed; these are pseudonyms.`, body: targetTable(model) };
}

function targetTable(model: ReportModel): Element {
  const { targets, subjects } = model.documents.exposure;
  const asked = askedTimes(model);
  const waves =
    model.operations[0]?.waves
      .filter((wave) => wave.accesses.length > 0)
      .map((wave) =>
        spanOf(
          wave.accesses.map((access) => moment(access.time)),
          wave.number,
        ),
      ) ?? [];
  const numbers = waves.map((wave) => wave.number);
  const head = waves.length === 0 ? 'Asked for' : `Asked for, ${numbers.length === 1 ? 'wave' : 'waves'} ${numbers.join(', ')}`;
  const columns: readonly Column<Target>[] = [
    {
      head: h('span', { class: 'unseen' }, 'Rank'),
      phone: 'off',
      width: 28,
      right: true,
      cell: (row) => h('span', { class: 'quiet' }, row.rank),
    },
    { head: 'Subject', phone: 'key', width: 160, cell: (row) => pseudonym(row.subject) },
    { head, phone: 'off', width: 148, cell: (row) => askedStrip(asked.get(row.subject) ?? [], waves) },
    {
      head: 'Why it stands here',
      phone: 'more',
      cell: (row) => row.reasons.flatMap((reason, index) => [index === 0 ? '' : ' ', ...withPseudonyms(sentence(reason))]),
    },
    {
      head: [gradeGlyph('confirmed'), ' Records'],
      phone: 'more',
      width: 88,
      right: true,
      cell: (row) => integerOrNone(row.records.confirmed),
      noun: 'confirmed',
    },
    {
      head: [gradeGlyph('possible'), ' Records'],
      phone: 'more',
      width: 92,
      right: true,
      cell: (row) => integerOrNone(row.records.possible),
      noun: 'cannot be excluded',
    },
    { head: 'Score', phone: 'figure', width: 104, cell: (row) => confidenceDot(row.score, confidence(row.score)) },
  ];
  const swept = exact(subjects.confirmed) - BigInt(targets.length);
  const after =
    swept >= 16n ? `${counted(swept, 'more subscriber')} were swept up by the same queries and were not searched for.` : undefined;
  return table(columns, targets, {
    caption: 'Who was searched for',
    all: 'hardcell show exposure --case DIR',
    ...(after === undefined ? {} : { after }),
  });
}

/** A reason as a sentence, its times as the report prints them. */
function sentence(reason: string): string {
  const text = reason.trim().replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => stamp(iso));
  return capital(/[.!?]$/.test(text) ? text : `${text}.`);
}

function spanOf(times: readonly number[], number: number): { number: number; from: number; to: number } {
  return { number, from: Math.min(...times), to: Math.max(...times) };
}

const PSEUDONYM = /\b(?:msisdn|imsi|imei):[0-9a-f]{32}\b/g;

/** When each subject was named: statements carry pseudonyms, so that they can be read here. */
function askedTimes(model: ReportModel): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const access of model.documents.exposure.accesses) {
    for (const subject of new Set(access.statement.match(PSEUDONYM) ?? [])) {
      const list = times.get(subject) ?? [];
      list.push(moment(access.time));
      times.set(subject, list);
    }
  }
  return times;
}

import type { ClearIdentifier, IdentifierDomain, Masker, NumberPlan, Pseudonym, Target } from '../case/index.ts';
import { identifierColumns, type CallRecordStore } from '../cdr/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { byText, isoFromMicros } from '../lib/index.ts';
import type { EvaluatedAccess } from './evaluated-access.ts';
import type { NamedIdentifier } from './statement.ts';

const DAY = 86_400_000_000;

/** An identifier that the intruder named, over all accesses. */
interface Sought {
  readonly subject: Pseudonym;
  readonly domain: IdentifierDomain;
  readonly clear: ClearIdentifier;
  /** Where it was first named: time, access, place in the statement. */
  readonly first: readonly [number, string, number];
  readonly accesses: Set<string>;
  readonly days: Set<number>;
  /** The weight of each naming: less where many others were named beside it. */
  weight: number;
  alone: number;
  longest: number;
}

/**
 * Who was searched for, ranked. Score = 1 − 1 / (1 + S + (D − 1) / 2), where D is the number of days (UTC) and S sums over accesses 1 / (1 + log10 k)
 * for k identifiers named in one, half of that when it is not certain that the access was theirs. Ties go to the one named first.
 */
export async function targetsOf(
  accesses: readonly EvaluatedAccess[],
  stores: readonly CallRecordStore[],
  engine: Duckdb,
  masker: Masker,
  plan: NumberPlan | null,
): Promise<Target[]> {
  const sought = soughtIn(accesses, masker, plan);
  const counts = await recordCounts(sought, stores, engine);
  return sought
    .map((one, i) => ({ one, score: scoreOf(one), counts: counts[i] ?? { confirmed: 0, possible: 0 } }))
    .sort((a, b) => b.score - a.score || byFirst(a.one, b.one))
    .map(({ one, score, counts: { confirmed, possible } }, i) => ({
      subject: one.subject,
      rank: i + 1,
      score,
      reasons: reasonsOf(one),
      access_ids: [...one.accesses].sort(byText),
      confirmed,
      possible,
    }));
}

function soughtIn(accesses: readonly EvaluatedAccess[], masker: Masker, plan: NumberPlan | null): Sought[] {
  const sought = new Map<Pseudonym, Sought>();
  for (const { row, named, certain } of accesses) {
    const own = new Map<Pseudonym, { readonly one: NamedIdentifier; readonly clear: ClearIdentifier; readonly place: number }>();
    for (const [place, one] of named.entries()) {
      const clear = masker.canonical(one.domain, one.spelling);
      const subject = clear && isIdentifier(one, clear, plan) ? masker.identifier(one.domain, one.spelling) : null;
      if (subject && clear && !own.has(subject)) own.set(subject, { one, clear, place });
    }
    for (const [subject, { one, clear, place }] of own) {
      const first = [row.time, row.id, place] as const;
      const known = sought.get(subject) ?? {
        subject,
        domain: one.domain,
        clear,
        first,
        accesses: new Set(),
        days: new Set(),
        weight: 0,
        alone: 0,
        longest: 0,
      };
      known.accesses.add(row.id);
      known.days.add(Math.floor(row.time / DAY));
      known.weight += (certain ? 1 : 0.5) / (1 + Math.log10(own.size));
      if (own.size === 1) known.alone += 1;
      known.longest = Math.max(known.longest, own.size);
      sought.set(subject, known);
    }
  }
  return [...sought.values()];
}

/**
 * Whether what was named is a whole identifier: E.164 and ITU-T E.212 allow 15 digits, an IMEI has 14 without its check digit (TS 23.003 §6.2.1).
 * What stands in a pattern must be whole as it is written: its canonical form would be completed from the number plan.
 */
function isIdentifier({ domain, spelling, whole }: NamedIdentifier, clear: ClearIdentifier, plan: NumberPlan | null): boolean {
  const { length } = clear;
  if (domain === 'imei') return length === 14;
  if (domain === 'imsi') return length >= 14 && length <= 15;
  if (whole) return length >= 7 && length <= 15;
  const written = spelling.replace(/\D/g, '').replace(/^00/, '');
  const home = plan !== null && written.startsWith(plan.country_code);
  return home ? plan.msisdn_lengths.includes(written.length) : written.length >= 10 && written.length <= 15;
}

function scoreOf({ weight, days }: Sought): number {
  const score = 1 - 1 / (1 + weight + (days.size - 1) / 2);
  return Math.round(score * 10_000) / 10_000;
}

function byFirst(a: Sought, b: Sought): number {
  return a.first[0] - b.first[0] || byText(a.first[1], b.first[1]) || a.first[2] - b.first[2];
}

function reasonsOf(one: Sought): string[] {
  const times = one.accesses.size === 1 ? 'one access' : `${one.accesses.size} accesses`;
  const days = one.days.size === 1 ? 'one day' : `${one.days.size} days`;
  const reasons = [`Named by ${times} on ${days}, first at ${isoFromMicros(one.first[0])}.`];
  if (one.alone > 0) reasons.push(one.alone === one.accesses.size ? 'Asked for alone.' : `Asked for alone in ${one.alone} of them.`);
  if (one.longest > 1) reasons.push(`Stands in a list of ${one.longest}.`);
  return reasons;
}

/** How many stolen records are about each, as served or as the other party. */
async function recordCounts(
  sought: readonly Sought[],
  stores: readonly CallRecordStore[],
  engine: Duckdb,
): Promise<{ confirmed: number; possible: number }[]> {
  const counts = sought.map(() => ({ confirmed: 0, possible: 0 }));
  const about = stores.flatMap((store) =>
    identifierColumns.map(
      ([column, domain]) =>
        `SELECT t.n, r.record_id FROM sought AS t JOIN ${store.table} AS r ON r."id_${column}" = t.clear AND t.domain = '${domain}'`,
    ),
  );
  if (sought.length === 0 || about.length === 0) return counts;
  await engine.run('CREATE TABLE sought (n INTEGER, domain VARCHAR, clear VARCHAR)');
  await engine.run(
    `INSERT INTO sought SELECT CAST(s.n AS INTEGER), s.domain, s.clear FROM (SELECT unnest(from_json($sought, '[{"n":"INTEGER","domain":"VARCHAR","clear":"VARCHAR"}]')) AS s) AS list`,
    { sought: JSON.stringify(sought.map(({ domain, clear }, n) => ({ n, domain, clear }))) },
  );
  const rows = await engine.rows<{ n: number; confirmed: number; possible: number }>(
    `SELECT a.n, CAST(count(*) FILTER (WHERE s.sure) AS BIGINT) AS confirmed, CAST(count(*) FILTER (WHERE NOT s.sure) AS BIGINT) AS possible
     FROM (${about.join(' UNION ')}) AS a JOIN stolen AS s ON s.record_id = a.record_id GROUP BY a.n ORDER BY a.n`,
  );
  for (const { n, confirmed, possible } of rows) counts[n] = { confirmed, possible };
  return counts;
}

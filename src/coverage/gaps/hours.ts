import { logHourTable, type Blind, type StageInput } from '../../case/index.ts';
import type { Island } from './rhythm.ts';
import { hostSilences, type LogHours } from './silences.ts';

const HOUR_US = 3_600_000_000;

export interface Silences {
  readonly blind: readonly Blind[];
  /** Hours, by host and log. */
  readonly ordinaryHours: (host: string, source: string) => number | null;
}

interface LogRow {
  readonly host: string;
  readonly source: string;
  /**
   * First and last hour of each island, in any order, parted by blanks: as text they reach us ten times faster than as rows. Ordered here,
   * for the engine keeps a sort of its own for each log, which for the logs of 5,000 hosts is more memory than it has.
   */
  readonly islands: string;
}

/** Reads the hours of every log within the span, host by host, and says where they were silent. Memory grows with one host. */
export async function silences(
  input: StageInput,
  span: { readonly from: number; readonly to: number },
  numbered: (host: string, source: string) => boolean,
): Promise<Silences> {
  const blind: Blind[] = [];
  const ordinary = new Map<string, number>();
  let host: string | null = null;
  let logs: LogHours[] = [];
  const endHost = (): void => {
    if (host === null) return;
    const found = hostSilences(host, logs);
    blind.push(...found.blind);
    for (const [source, hours] of found.ordinaryHours) ordinary.set(keyOf(host, source), hours);
  };
  for await (const block of input.engine.stream<LogRow>(islandsSql(input, span)))
    for (const row of block) {
      if (row.host !== host) {
        endHost();
        host = row.host;
        logs = [];
      }
      logs.push({ source: row.source, numbered: numbered(row.host, row.source), islands: islandsOf(row.islands) });
    }
  endHost();
  return { blind, ordinaryHours: (own, source) => ordinary.get(keyOf(own, source)) ?? null };
}

function islandsOf(text: string): Island[] {
  const hours = text.split(' ').map(Number);
  return Array.from({ length: hours.length >> 1 }, (_, at) => ({ from: hours[2 * at] ?? 0, to: hours[2 * at + 1] ?? 0 })).sort(
    (a, b) => a.from - b.from,
  );
}

function keyOf(host: string, source: string): string {
  return JSON.stringify([host, source]);
}

/** Hours that follow each other are one island: an hour's number less its place in the order is the same for all of them. */
function islandsSql(input: StageInput, span: { readonly from: number; readonly to: number }): string {
  const hour = (time: number): number => Math.floor(time / HOUR_US);
  return `WITH hours AS (
      SELECT host, source, CAST(epoch_us(hour) // ${HOUR_US} AS BIGINT) AS h FROM ${input.from(logHourTable)} AS l),
    placed AS (
      SELECT host, source, h, h - row_number() OVER (PARTITION BY host, source ORDER BY h) AS island FROM hours
      WHERE h BETWEEN ${hour(span.from)} AND ${hour(span.to)}),
    islands AS (SELECT host, source, min(h) AS first_hour, max(h) AS last_hour FROM placed GROUP BY host, source, island)
    SELECT host, source, string_agg(first_hour || ' ' || last_hour, ' ') AS islands
    FROM islands GROUP BY host, source ORDER BY host, source`;
}

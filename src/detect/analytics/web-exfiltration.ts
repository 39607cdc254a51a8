import { httpActivityTable, type Finding, type StageInput } from '../../case/index.ts';
import { DAY } from '../../lib/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';
import { pageOf } from './dynamic-page.ts';

const bounds = {
  /** What one client got of one page on one day, in bytes, from which it is looked at. */
  bytes: 5_000_000,
  /** And this many times what 95 of 100 clients get of one page of the server on one day. An archive is the loot itself: its size alone counts. */
  usual: 20,
  /** Clients that ever got so much of the page, or of archives from that folder: more of them is a download page. */
  clients: 2,
  /** Days on which they did: more of them is an exchange of files by appointment. */
  days: 3,
  /** Times what other clients, on other days, got of the page at most. */
  times: 10,
  /** Requests whose pointers a finding keeps. */
  kept: 2_000,
} as const;

const ARCHIVE = "regexp_matches(lower(path), '[.](rar|r[0-9][0-9]|7z|zip|z[0-9][0-9]|tar|gz|tgz|bz2|cab|ace|arj|00[0-9]|dmp|bak)$')";

/** Addresses that are not the carrier's own by their range: not RFC 1918, loopback, link-local, carrier-grade NAT or unique local. */
const OUTSIDE =
  "NOT regexp_matches(client_address, '^(10[.]|192[.]168[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|127[.]|169[.]254[.]|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])[.]|::1$|f[cd]|fe[89ab])')";

interface Haul {
  readonly host: string;
  readonly place: string;
  readonly archive: boolean;
  readonly client: string;
  readonly from: number;
  readonly bytes: number;
  readonly requests: number;
  readonly others: number | null;
  readonly first: number;
  readonly began: number;
}

/**
 * Much left through the web server's front door (T1041): one outside client got far more of a dynamic page than anyone gets of it on any day, or archives
 * from a folder where hardly anybody ever fetched one. A page of exports has its habit and many users; what a web shell sends has neither.
 * Needs the bytes of responses (`sc-bytes`, off in IIS until it is asked for).
 */
export const webExfiltration: Analytic = {
  id: '3c7e2f90-54ab-4d19-b6f3-81d0a9c2e647',
  title: 'Much data left through a web page: far more than the page ever gives, or archives that nobody else fetches',
  level: 'high',
  async run(input) {
    const findings: (Finding | null)[] = [];
    for (const haul of await hauls(input)) {
      const isNew = haul.first - haul.began >= DAY;
      findings.push(
        findingFrom(webExfiltration, await facts(input, haul), {
          level: isNew ? 'high' : 'medium',
          terminal: false,
          attack: ['T1041', 'T1505.003'],
          tactics: ['exfiltration'],
          account: null,
          fields: {
            'cs-uri-stem': haul.place,
            'c-ip': haul.client,
            bytes: String(haul.bytes),
            requests: String(haul.requests),
            'most that others got in a day': haul.others === null ? null : String(haul.others),
            'new page': String(isNew),
          },
        }),
      );
    }
    return inOrder(findings);
  },
};

/** A page by its path; archives by the folder they lie in, because each part has its own name. */
const PLACE = `CASE WHEN ${ARCHIVE} THEN regexp_extract(lower(path), '^(.*/)', 1) ELSE ${pageOf('path')} END`;

function hauls(input: StageInput): Promise<Haul[]> {
  const least = `CASE WHEN archive THEN ${bounds.bytes} ELSE greatest(${bounds.bytes}, ${bounds.usual} * usual) END`;
  const sql = `
    WITH answer AS (
      SELECT host, time, client_address AS client, bytes_out, ${ARCHIVE} AS archive, ${OUTSIDE} AS outside, ${PLACE} AS place
      FROM ${input.from(httpActivityTable)} AS f WHERE client_address IS NOT NULL AND status BETWEEN 200 AND 299),
    server AS (SELECT host, min(time) AS began FROM answer GROUP BY host),
    used AS (
      SELECT host, place, archive, client, outside, CAST(time AS DATE) AS day, CAST(sum(bytes_out) AS BIGINT) AS bytes, count(*) AS requests, min(time) AS first
      FROM answer WHERE place IS NOT NULL GROUP BY ALL),
    server_day AS (SELECT host, quantile_disc(bytes, 0.95) AS usual FROM used WHERE NOT archive GROUP BY host),
    day AS (SELECT used.*, coalesce(usual, 0) AS usual FROM used LEFT JOIN server_day USING (host)),
    page AS (
      SELECT host, place, archive, min(first) AS first,
        count(DISTINCT client) FILTER (bytes >= ${least}) AS clients, count(DISTINCT day) FILTER (bytes >= ${least}) AS days
      FROM day GROUP BY ALL),
    haul AS (
      SELECT day.*, page.first AS page_first FROM day JOIN page USING (host, place, archive)
      WHERE outside AND bytes >= ${least} AND clients <= ${bounds.clients} AND (days <= ${bounds.days} OR page.first > (SELECT min(time) FROM answer) + INTERVAL '7' DAY)),
    judged AS (
      SELECT haul.host, haul.place, haul.archive, haul.client, haul.first, haul.bytes, haul.requests, haul.page_first, max(other.bytes) AS others
      FROM haul LEFT JOIN day AS other ON other.host = haul.host AND other.place = haul.place AND other.archive = haul.archive AND other.client <> haul.client
      GROUP BY ALL)
    SELECT judged.host AS host, place, archive, client, judged.first AS "from", bytes, CAST(requests AS BIGINT) AS requests, others, page_first AS first, began
    FROM judged JOIN server ON server.host = judged.host
    WHERE others IS NULL OR others * ${bounds.times} <= bytes
    ORDER BY "from", host, place, client`;
  return input.engine.rows<Haul>(sql);
}

function facts(input: StageInput, { host, place, archive, client, from }: Haul): Promise<Placed[]> {
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${input.from(httpActivityTable)} AS f
     WHERE host = $host AND client_address = $client AND ${PLACE} = $place AND (${ARCHIVE}) = $archive AND CAST(time AS DATE) = CAST(make_timestamp($at) AS DATE)
       AND status BETWEEN 200 AND 299
     ORDER BY time, time_100ns, ref LIMIT ${bounds.kept}`,
    { host, place, archive, client, at: from },
  );
}

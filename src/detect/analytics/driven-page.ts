import { httpActivityTable, type StageInput } from '../../case/index.ts';
import { pageOf } from './dynamic-page.ts';

/** A script page that is used as a web shell may be, in numbers of the whole log of its host. Times in µs since 1970. */
export interface DrivenPage {
  readonly host: string;
  readonly page: string;
  readonly requests: number;
  readonly clients: number;
  readonly posts: number;
  readonly first: number;
  readonly last: number;
  /** First request to the host at all. */
  readonly host_first: number;
  /** Days with requests to the page, and to the host. */
  readonly days: number;
  readonly host_days: number;
}

/** The bounds within which a page is looked at. */
export const bounds = {
  /** Fewer requests are no sustained use. */
  requests: 30,
  /** Seconds from first to last. */
  seconds: 60,
  /** Share of requests with neither agent nor referer: the rest may be an analyst who looks, or a scanner. */
  bare: 0.95,
  /** Share answered with 2xx. */
  answered: 0.9,
  /** Share without a logged-on user. */
  anonymous: 0.9,
  clients: 3,
  /** Share of requests that bring something in their body, or else how many different queries: who drives a shell tells it what to do. */
  posts: 0.02,
  queries: 5,
  /** A page that was there from the first day on, for at least so many days and on more than half of all, is part of the place. */
  habitDays: 5,
  /** Requests to other pages, none with an agent: then the server does not log agents. */
  unlogged: 50,
} as const;

const DAY_US = 86_400_000_000;

/**
 * The pages of a case that pass all bounds. What stays out: health probes (one page, no agent, no referer too, but they bring nothing: no body, one query),
 * pages that are used by programs day in, day out since the log began, and hosts whose log has no column for the agent.
 */
export function drivenPages(input: StageInput): Promise<DrivenPage[]> {
  const day = 'CAST(time AS DATE)';
  const bare = '(user_agent IS NULL AND referer IS NULL)';
  return input.engine.rows<DrivenPage>(
    `
    WITH request AS (SELECT host, time, method, query, status, client_address, user_agent, referer, account, ${pageOf('path')} AS page FROM ${input.from(httpActivityTable)} AS t),
    server AS (
      SELECT host, min(time) AS host_first, count(*) AS host_requests, count(DISTINCT ${day}) AS host_days,
        sum(CASE WHEN user_agent IS NULL THEN 0 ELSE 1 END) AS with_agent
      FROM request GROUP BY host),
    page AS (
      SELECT host, page, count(*) AS requests, count(DISTINCT client_address) AS clients, count(DISTINCT query) AS queries,
        min(time) AS first_time, max(time) AS last_time, count(DISTINCT ${day}) AS days,
        sum(CASE WHEN ${bare} THEN 1 ELSE 0 END) AS bare,
        sum(CASE WHEN method NOT IN ('GET', 'HEAD', 'OPTIONS') THEN 1 ELSE 0 END) AS posts,
        sum(CASE WHEN status BETWEEN 200 AND 299 THEN 1 ELSE 0 END) AS answered,
        sum(CASE WHEN account IS NULL THEN 1 ELSE 0 END) AS anonymous
      FROM request WHERE page IS NOT NULL GROUP BY host, page)
    SELECT page.host AS host, page, CAST(requests AS BIGINT) AS requests, CAST(clients AS BIGINT) AS clients, CAST(posts AS BIGINT) AS posts,
      first_time AS first, last_time AS last, host_first, CAST(days AS BIGINT) AS days, CAST(host_days AS BIGINT) AS host_days
    FROM page JOIN server ON server.host = page.host
    WHERE requests >= ${bounds.requests} AND clients <= ${bounds.clients}
      AND last_time >= first_time + INTERVAL '${bounds.seconds}' SECOND
      AND bare >= ${bounds.bare} * requests AND answered >= ${bounds.answered} * requests AND anonymous >= ${bounds.anonymous} * requests
      AND (posts >= ${bounds.posts} * requests OR queries >= ${bounds.queries})
      AND NOT (first_time < host_first + INTERVAL '1' DAY AND days >= ${bounds.habitDays} AND 2 * days > host_days)
      AND (with_agent > 0 OR host_requests - requests < ${bounds.unlogged})
    ORDER BY host, page`,
  );
}

/** Whether the host was logged for a day or more before anyone asked for the page. */
export function isNew({ first, host_first }: DrivenPage): boolean {
  return first - host_first >= DAY_US;
}

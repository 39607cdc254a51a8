import { httpActivityTable, type HttpActivity, type Pointer, type StageInput } from '../../case/index.ts';
import { byText } from '../../lib/index.ts';
import type { DrivenPage } from './driven-page.ts';
import { pageOf } from './dynamic-page.ts';
import { Rhythm } from './rhythm.ts';

type Request = Pick<HttpActivity, 'time' | 'time_100ns' | 'time_digits' | 'ref' | 'pointers' | 'client_address'>;

/** How one page was used, request by request. */
export interface PageUse {
  readonly first: Pick<Request, 'time' | 'time_100ns' | 'time_digits' | 'ref'>;
  readonly last: number;
  readonly requests: number;
  /** Clients, most requests first, then by address. */
  readonly clients: readonly string[];
  readonly rhythm: Rhythm;
  readonly pointers: readonly (readonly Pointer[])[];
}

/** Reads the requests to a page that came with neither agent nor referer; null when there is none. */
export async function pageUse(input: StageInput, { host, page }: DrivenPage): Promise<PageUse | null> {
  const rhythm = new Rhythm();
  const counts = new Map<string, number>();
  const pointers: (readonly Pointer[])[] = [];
  let first: Request | null = null;
  let last = 0;
  const sql = `
    SELECT time, time_100ns, time_digits, ref, pointers, client_address FROM ${input.from(httpActivityTable)} AS t
    WHERE host = $host AND user_agent IS NULL AND referer IS NULL AND ${pageOf('path')} = $page
    ORDER BY time, time_100ns, ref`;
  for await (const block of input.engine.stream<Request>(sql, { host, page })) {
    for (const request of block) {
      const client = request.client_address ?? 'unknown';
      first ??= request;
      last = request.time;
      rhythm.add(request.time, client);
      counts.set(client, (counts.get(client) ?? 0) + 1);
      pointers.push(request.pointers);
    }
  }
  if (first === null) return null;
  const clients = [...counts].sort(([a, m], [b, n]) => n - m || byText(a, b)).map(([client]) => client);
  return { first, last, requests: pointers.length, clients, rhythm, pointers };
}

/** The share of what these clients asked of the host that went to the page, 0–1. */
export async function devotion(input: StageInput, { host, page }: DrivenPage, clients: readonly string[]): Promise<number> {
  const names = clients.map((_, i) => `$client${i}`).join(', ');
  const values = Object.fromEntries(clients.map((client, i) => [`client${i}`, client]));
  const [row] = await input.engine.rows<{ share: number | null }>(
    `SELECT avg(CASE WHEN ${pageOf('path')} = $page THEN 1.0 ELSE 0.0 END) AS share FROM ${input.from(httpActivityTable)} AS t
     WHERE host = $host AND client_address IN (${names})`,
    { host, page, ...values },
  );
  return row?.share ?? 1;
}

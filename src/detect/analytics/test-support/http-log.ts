import { httpActivityTable, type Finding, type HttpActivity } from '../../../case/index.ts';
import type { Analytic } from '../analytic.ts';
import { findingsFrom } from './fact-log.ts';

/** A request for tests: what is not said is a plain GET by a browser, answered at once. */
export type Request = Partial<HttpActivity> & { readonly at: number; readonly path: string };

/** Runs an analytic over the requests of one server; `at` is in seconds since the log began. */
export async function findingsIn(analytic: Analytic, requests: readonly Request[]): Promise<Finding[]> {
  return findingsOf(analytic, requests.map(rowOf));
}

/** Runs an analytic over rows of http_activity in a real engine. */
export async function findingsOf(analytic: Analytic, rows: readonly HttpActivity[]): Promise<Finding[]> {
  return findingsFrom(analytic, [{ table: httpActivityTable, rows }]);
}

const START_US = Date.UTC(2024, 0, 1) * 1000;

function rowOf({ at, ...given }: Request, index: number): HttpActivity {
  const ref = `0123456789abcdef@${index * 100}`;
  return {
    time: START_US + Math.round(at) * 1_000_000,
    time_100ns: 0,
    time_digits: 0,
    host: 'web01.corp.example',
    host_raw: null,
    source: 'iis',
    channel: 'iis',
    event_id: null,
    ref,
    pointers: [{ ref, evidence: '0'.repeat(64), offset: index * 100, record_id: null, host: null, channel: 'iis' }],
    method: 'GET',
    query: null,
    status: 200,
    client_address: '192.0.2.10',
    client_port: null,
    server_name: null,
    session: null,
    server_address: '10.0.0.5',
    server_port: 443,
    user_agent: 'Mozilla/5.0',
    referer: null,
    account: null,
    bytes_in: null,
    bytes_out: null,
    forwarded_for: null,
    backend: null,
    backend_status: null,
    error: null,
    duration_ms: 5,
    ...given,
  };
}

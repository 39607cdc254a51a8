import { plainText, type Moment } from '../moment.ts';
import type { Request } from './request.ts';

const FIELDS = [
  'date',
  'time',
  's-ip',
  'cs-method',
  'cs-uri-stem',
  'cs-uri-query',
  's-port',
  'cs-username',
  'c-ip',
  'cs(User-Agent)',
  'cs(Referer)',
  'sc-status',
  'sc-substatus',
  'sc-win32-status',
  'sc-bytes',
  'cs-bytes',
  'time-taken',
];

/** Directives above the requests of a file whose first is dated so. */
export function iisHeader(first: Moment): string[] {
  return [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Version: 1.0',
    `#Date: ${plainText(first)}`,
    `#Fields: ${FIELDS.join(' ')}`,
  ];
}

/** A request as a line; `time` is the server's own, `2024-03-01 10:22:31`; `codes` are substatus and Windows' error. */
export function iisLine(request: Request, time: string, address: string, port: number, codes: string): string {
  const { method, path, query, user, client, agent, referer, status, sent, received, taken } = request;
  return `${time} ${address} ${method} ${path} ${query ?? '-'} ${port} ${user ?? '-'} ${client} ${written(agent)} ${written(referer)} ${status} ${codes} ${sent} ${received} ${taken}`;
}

/** Substatus and Windows' error of a status: no password yet (401.2), a wrong one (401.1), no such file (404.0). */
export function codesOf(status: number, user: string | null): string {
  if (status === 401) return user === null ? '2 5' : '1 1326';
  return status === 404 ? '0 2' : '0 0';
}

/** IIS writes + for blanks, and - for what was not sent. */
function written(value: string | null): string {
  return value === null ? '-' : value.replaceAll(' ', '+');
}

import { HOUR, SECOND, plainText, type Moment } from '../moment.ts';
import type { Request } from './request.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A request in Apache's combined format, on the wall clock of an offset in hours. */
export function accessLine(request: Request, at: Moment, offset: number): string {
  const { method, path, query, user, client, agent, referer, status, sent } = request;
  const target = query === null ? path : `${path}?${query}`;
  return `${client} - ${user ?? '-'} [${timeText(at, offset)}] "${method} ${escaped(target)} HTTP/1.1" ${status} ${sent || '-'} "${escaped(referer ?? '-')}" "${escaped(agent ?? '-')}"`;
}

/** `10/Oct/2023:13:55:36 +0100`; requests are dated by the second in which they begin or end, which is the same but for slow ones. */
function timeText(at: Moment, offset: number): string {
  const text = plainText(Math.floor(at / SECOND) * SECOND + offset * HOUR);
  const zone = `${offset < 0 ? '-' : '+'}${String(Math.abs(offset) * 100).padStart(4, '0')}`;
  return `${text.slice(8, 10)}/${MONTHS[Number(text.slice(5, 7)) - 1]}/${text.slice(0, 4)}:${text.slice(11)} ${zone}`;
}

/** Apache escapes quotes and backslashes of what a client sent. */
function escaped(text: string): string {
  return text.includes('"') || text.includes('\\') ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"') : text;
}

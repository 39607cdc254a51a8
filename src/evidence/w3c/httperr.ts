import { w3cReader } from './w3c-reader.ts';

const SOFTWARE = /^#Software: Microsoft HTTP API/;
const FIELDS = /^#Fields:(?=.*[ \t]time(?:\s|$))(?=.*[ \t]s-reason(?:\s|$))/;

/** HTTPERR: what the Windows HTTP driver answered itself, and connections that it cut (`s-reason`). The queue's name may hold spaces. */
export const httperr = w3cReader('httperr', { source: 'httperr', open: 's-queuename' }, (line) => SOFTWARE.test(line) || FIELDS.test(line));

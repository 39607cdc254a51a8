import type { Place } from './place.ts';

const SPACE = 0x20;
const DASH = 0x2d;
const QUOTE = 0x22;
/** Words before the time that are looked at. A chain of proxies is shorter. */
const MOST_WORDS = 64;

const froms = new Int32Array(MOST_WORDS);
const tos = new Int32Array(MOST_WORDS);

/** The places before a request's time. */
interface ClientPlaces {
  readonly before: Place;
  readonly client: Place;
  readonly ident: Place;
  readonly user: Place;
}

/**
 * Finds client, ident and user between `start` and `end`, the beginning of the line up to the space before the time. Nearly every server writes `-` for
 * the ident: the word before the first of these is the client and everything behind it the user, whose name may hold spaces. What stands before the
 * client is a virtual host or a chain of forwarded addresses. False when nothing stands there.
 */
export function placeClient(line: ClientPlaces, bytes: Buffer, start: number, end: number): boolean {
  const count = words(bytes, start, end);
  if (count === 0) return false;
  const ident = Math.min(count - 1, identAt(bytes, count));
  const client = Math.max(0, ident - 1);
  put(line.client, client, client);
  if (ident > client) put(line.ident, ident, ident);
  else line.ident.clear();
  if (ident + 1 < count) line.user.set(froms[ident + 1] ?? 0, end);
  else line.user.clear();
  if (client > 0) line.before.set(start, tos[client - 1] ?? start);
  else line.before.clear();
  return true;
}

function put(place: Place, first: number, last: number): void {
  place.set(froms[first] ?? 0, tos[last] ?? 0);
}

/** Which word is the ident: the first `-` behind another word, else the second last. Of three words it is the second. */
function identAt(bytes: Buffer, count: number): number {
  if (count === 3) return 1;
  for (let i = 1; i < count; i++) {
    const from = froms[i] ?? 0;
    if (bytes[from] === DASH && tos[i] === from + 1) return i;
  }
  return Math.max(1, count - 2);
}

/** Notes where the words stand; one in quotes may hold spaces. */
function words(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end && count < MOST_WORDS;) {
    if (bytes[at] === SPACE) {
      at++;
      continue;
    }
    const from = at;
    const close = bytes[at] === QUOTE ? bytes.indexOf(QUOTE, at + 1) : -1;
    if (close > 0 && close < end && (close + 1 === end || bytes[close + 1] === SPACE)) at = close + 1;
    else while (at < end && bytes[at] !== SPACE) at++;
    froms[count] = from;
    tos[count++] = at;
  }
  return count;
}

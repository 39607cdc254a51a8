/** Bytes that `startsRecord` looks at, at most. */
export const REACH = 48;

const START = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [A-Za-z0-9+:<>/_-]{1,20},/;

/** Whether a record may start here: a timestamp with a zone, and a comma behind it. */
export function startsRecord(bytes: Buffer, index: number): boolean {
  // The dashes and the space tell nearly all other lines apart without making text of them.
  if (bytes[index + 4] !== 0x2d || bytes[index + 7] !== 0x2d || bytes[index + 10] !== 0x20) return false;
  return START.test(bytes.toString('latin1', index, Math.min(bytes.length, index + REACH)));
}

/** The columns up to session_line_num: no other delimited log has a session id of two hexadecimal numbers in that place. */
const HEAD =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [A-Za-z0-9+:<>/_-]{1,20},(?:"(?:[^"]|""){0,256}")?,(?:"(?:[^"]|""){0,256}")?,\d*,(?:"[^"]{0,300}")?,[0-9a-f]{1,16}\.[0-9a-f]{1,8},\d+,/;

/** Whether a csvlog record certainly starts with this text. */
export function isRecordHead(text: string): boolean {
  return HEAD.test(text);
}

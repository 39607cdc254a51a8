/** SIDs come again and again, GUIDs seldom do. */
const sids = new Map<string, Uint8Array>();
const KEPT = 8192;

/** MS-DTYP 2.4.2.2: revision, count, authority (48 bits, big-endian), sub-authorities (32 bits, little-endian). Throws RangeError for what is none. */
export function putSid(out: Uint8Array, at: number, text: string): number {
  let bytes = sids.get(text);
  if (bytes === undefined) {
    bytes = sidBytes(text);
    if (sids.size >= KEPT) sids.clear();
    sids.set(text, bytes);
  }
  // Shorter than what is worth a call of `set`.
  for (let i = 0; i < bytes.length; i++) out[at + i] = bytes[i] ?? 0;
  return at + bytes.length;
}

function sidBytes(text: string): Uint8Array {
  const [prefix, revision, authority, ...subs] = text.split('-');
  if (prefix !== 'S' || revision === undefined || authority === undefined || subs.length > 15) throw noIdentifier('Sid', text);
  const bytes = Buffer.alloc(8 + 4 * subs.length);
  bytes.writeUInt8(Number(revision), 0);
  bytes.writeUInt8(subs.length, 1);
  bytes.writeUIntBE(Number(authority), 2, 6);
  subs.forEach((sub, i) => bytes.writeUInt32LE(Number(sub), 8 + 4 * i));
  return bytes;
}

/** Value of a hexadecimal digit by its character code; 255 for others. */
const digits = new Uint8Array(128).fill(255);
for (let i = 0; i < 16; i++) {
  digits[i.toString(16).charCodeAt(0)] = i;
  digits[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}

/** Where each byte of a GUID stands in its text, braces aside (MS-DTYP 2.3.4.2): the first three groups little-endian, the rest as written. */
const places = [6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34];
const dashes = [8, 13, 18, 23];
const LENGTH = 36;
const DASH = 0x2d;

/** Writes 16 bytes of a GUID, with or without braces. Throws RangeError for what is none. */
export function putGuid(out: Uint8Array, at: number, text: string): number {
  const braced = text.length === LENGTH + 2 && text.startsWith('{') && text.endsWith('}');
  if (!braced && text.length !== LENGTH) throw noIdentifier('Guid', text);
  const from = braced ? 1 : 0;
  let wrong = 0;
  for (let i = 0; i < 16; i++) {
    const place = from + (places[i] ?? 0);
    const high = digits[text.charCodeAt(place)] ?? 255;
    const low = digits[text.charCodeAt(place + 1)] ?? 255;
    wrong |= high | low;
    out[at + i] = (high << 4) | low;
  }
  for (const place of dashes) if (text.charCodeAt(from + place) !== DASH) wrong = 255;
  if (wrong > 15) throw noIdentifier('Guid', text);
  return at + 16;
}

function noIdentifier(type: string, text: string): RangeError {
  return new RangeError(`${text} is no value of type ${type}`);
}

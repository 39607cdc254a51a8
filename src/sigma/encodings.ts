/** A text whose characters are bytes (0–255), as the UTF-16 modifiers make it. */
export type ByteText = string;

/** UTF-16 little-endian, or big-endian, as bytes. */
export function utf16Bytes(text: string, bigEndian: boolean): ByteText {
  const bytes = Buffer.from(text, 'utf16le');
  return (bigEndian ? bytes.swap16() : bytes).toString('latin1');
}

/** UTF-16 with its byte order mark (FF FE, little-endian), as bytes. */
export function utf16WithMark(text: string): ByteText {
  return `\u00ff\u00fe${utf16Bytes(text, false)}`;
}

/** Base64 of a text; `bytes` tells that its characters are bytes already. */
export function base64(text: string, bytes: boolean): string {
  return Buffer.from(text, bytes ? 'latin1' : 'utf8').toString('base64');
}

/** First character that does not depend on what went before, by how many bytes went before (mod 3). */
const FIRST_SURE = [0, 2, 3] as const;
/** How many characters at the end depend on what comes after, by the length modulo 3. */
const LAST_UNSURE = [0, 3, 2] as const;

/** The three forms a text takes inside a longer Base64 text, cut to what does not depend on its neighbours. */
export function base64Offsets(text: string, bytes: boolean): string[] {
  const data = Buffer.from(text, bytes ? 'latin1' : 'utf8');
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), data]).toString('base64');
    return encoded.slice(FIRST_SURE[before], encoded.length - (LAST_UNSURE[(data.length + before) % 3] ?? 0));
  });
}

const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'] as const;

/**
 * Every spelling of a command line's switches: a dash or slash that begins a word may be any of five characters.
 * Null when there would be more than `limit` spellings.
 */
export function dashSpellings(text: string, limit: number): string[] | null {
  let spellings = [''];
  const characters = Array.from(text);
  for (const [i, c] of characters.entries()) {
    const isSwitch = (c === '-' || c === '/') && !isWord(characters[i - 1] ?? '') && isWord(characters[i + 1] ?? '');
    const choices: readonly string[] = isSwitch ? DASHES : [c];
    if (spellings.length * choices.length > limit) return null;
    spellings = spellings.flatMap((spelling) => choices.map((choice) => spelling + choice));
  }
  return spellings;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}

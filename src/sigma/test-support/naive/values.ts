import { pieces, type Piece } from './text-pattern.ts';

/** A text value on its way through the modifiers: characters are bytes once it was encoded to UTF-16. */
interface Encoded {
  readonly pattern: readonly Piece[];
  readonly bytes: boolean;
}

/** The forms a written text takes by the modifiers that change it, from left to right. */
export function forms(written: string, modifiers: readonly string[], opened: boolean): (readonly Piece[])[] {
  let all: Encoded[] = [{ pattern: pieces(written), bytes: false }];
  for (const name of modifiers) all = all.flatMap((value) => changed(value, name));
  const any: Piece = { wild: '*', text: '' };
  return all.map(({ pattern }) => (opened ? [any, ...pattern, any] : pattern)).map(single);
}

/** Two `*` in a row say what one says. */
function single(pattern: readonly Piece[]): Piece[] {
  return pattern.filter((piece, i) => piece.wild !== '*' || pattern[i - 1]?.wild !== '*');
}

function changed(value: Encoded, name: string): Encoded[] {
  const { pattern, bytes } = value;
  const any: Piece = { wild: '*', text: '' };
  if (name === 'contains') return [{ bytes, pattern: [any, ...pattern, any] }];
  if (name === 'startswith') return [{ bytes, pattern: [...pattern, any] }];
  if (name === 'endswith') return [{ bytes, pattern: [any, ...pattern] }];
  if (name === 'windash') return dashed(pattern).map((each) => ({ bytes, pattern: each }));
  if (name === 'base64') return [plain(raw(value).toString('base64'))];
  if (name === 'base64offset') return offsets(raw(value)).map(plain);
  if (name === 'wide' || name === 'utf16le') return [{ bytes: true, pattern: mapped(pattern, (text) => units(text, false)) }];
  if (name === 'utf16be') return [{ bytes: true, pattern: mapped(pattern, (text) => units(text, true)) }];
  if (name === 'utf16')
    return [{ bytes: true, pattern: joined([{ wild: null, text: '\xff\xfe' }, ...mapped(pattern, (text) => units(text, false))]) }];
  return [value];
}

function plain(text: string): Encoded {
  return { bytes: false, pattern: text === '' ? [] : [{ wild: null, text }] };
}

function raw({ pattern, bytes }: Encoded): Buffer {
  return Buffer.from(pattern.map(({ text }) => text).join(''), bytes ? 'latin1' : 'utf8');
}

function mapped(pattern: readonly Piece[], change: (text: string) => string): Piece[] {
  return pattern.map(({ wild, text }) => ({ wild, text: change(text) }));
}

function joined([first, second, ...rest]: readonly Piece[]): Piece[] {
  if (first === undefined) return [];
  if (second === undefined) return [first];
  return second.wild === null ? [{ wild: null, text: first.text + second.text }, ...rest] : [first, second, ...rest];
}

/** UTF-16 as bytes, two for each unit. */
function units(text: string, bigEndian: boolean): string {
  return Array.from({ length: text.length }, (_, i) => {
    const code = text.charCodeAt(i);
    const [low, high] = [String.fromCharCode(code & 0xff), String.fromCharCode(code >> 8)];
    return bigEndian ? high + low : low + high;
  }).join('');
}

function dashed(pattern: readonly Piece[]): Piece[][] {
  return pattern.reduce<Piece[][]>(
    (all, piece) => {
      const choices = piece.wild === null ? dashes(piece.text).map((text): Piece => ({ wild: null, text })) : [piece];
      return all.flatMap((before) => choices.map((choice) => [...before, choice]));
    },
    [[]],
  );
}

function dashes(text: string): string[] {
  const at = [...text.matchAll(/(?<![\p{L}\p{N}_])[-/](?=[\p{L}\p{N}_])/gu)].map((m) => m.index);
  let all = [text];
  for (const i of at) all = all.flatMap((each) => ['-', '/', '–', '—', '―'].map((dash) => each.slice(0, i) + dash + each.slice(i + 1)));
  return all;
}

/** The characters that stay the same whatever surrounds the bytes: those whose six bits all lie inside them. */
function offsets(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(3)]).toString('base64');
    return whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
}

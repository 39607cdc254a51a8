import { anyCharacter, anyText, type Pattern } from './pattern.ts';

/** Tells whether a text matches. */
export type TextTest = (text: string) => boolean;

/** A stretch of a pattern between two `*`: texts and single-character wildcards. */
type Segment = readonly (string | typeof anyCharacter)[];

/**
 * A test for a pattern that must match the whole text, exact in case: fold both sides first to ignore it.
 * Segments between `*` are found from left to right, each once, so the work is bounded by text × longest segment.
 */
export function globTest(pattern: Pattern): TextTest {
  const segments = splitAtAnyText(pattern);
  const [first = [], ...rest] = segments;
  if (rest.length === 0) return wholeTest(first);
  const last = rest.pop() ?? [];
  if (rest.length === 0) return endsTest(first, last);
  return betweenTest(first, rest, last);
}

function splitAtAnyText(pattern: Pattern): Segment[] {
  const segments: (string | typeof anyCharacter)[][] = [[]];
  for (const part of pattern) {
    if (part === anyText) segments.push([]);
    else segments.at(-1)?.push(part);
  }
  return segments;
}

function wholeTest(segment: Segment): TextTest {
  const plain = plainSegment(segment);
  if (plain !== null) return (text) => text === plain;
  return (text) => matchForward(segment, text, 0) === text.length;
}

function endsTest(head: Segment, tail: Segment): TextTest {
  const start = plainSegment(head);
  const end = plainSegment(tail);
  if (start === '' && end === '') return () => true;
  if (start === '' && end !== null) return (text) => text.endsWith(end);
  if (start !== null && end === '') return (text) => text.startsWith(start);
  return (text) => {
    const from = matchForward(head, text, 0);
    const to = matchBackward(tail, text);
    return from !== -1 && to !== -1 && from <= to;
  };
}

function betweenTest(head: Segment, middle: readonly Segment[], tail: Segment): TextTest {
  const [only] = middle;
  const word = only === undefined ? null : plainSegment(only);
  if (middle.length === 1 && word !== null && head.length === 0 && tail.length === 0) return (text) => text.includes(word);
  return (text) => {
    let from = matchForward(head, text, 0);
    const to = matchBackward(tail, text);
    if (from === -1 || to === -1) return false;
    for (const segment of middle) {
      from = findSegment(segment, text, from, to);
      if (from === -1) return false;
    }
    return from <= to;
  };
}

function plainSegment(segment: Segment): string | null {
  const [only] = segment;
  if (segment.length === 0) return '';
  return segment.length === 1 && typeof only === 'string' ? only : null;
}

/** Where the segment ends when it begins at `from`; -1 when it does not match there. */
function matchForward(segment: Segment, text: string, from: number): number {
  let at = from;
  for (const part of segment) {
    if (part === anyCharacter) {
      if (at >= text.length) return -1;
      at += isPair(text, at) ? 2 : 1;
    } else if (text.startsWith(part, at)) at += part.length;
    else return -1;
  }
  return at;
}

/** Where the segment begins when it ends with the text; -1 when it does not match there. */
function matchBackward(segment: Segment, text: string): number {
  let at = text.length;
  for (let i = segment.length - 1; i >= 0; i--) {
    const part = segment[i];
    if (part === anyCharacter) {
      if (at <= 0) return -1;
      at -= at >= 2 && isPair(text, at - 2) ? 2 : 1;
    } else if (part !== undefined && text.endsWith(part, at)) at -= part.length;
    else return -1;
  }
  return at;
}

/** The end of the leftmost place between `from` and `to` where the segment matches; -1 when there is none. */
function findSegment(segment: Segment, text: string, from: number, to: number): number {
  const [first] = segment;
  for (let at = from; at <= to; at++) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at === -1) return -1;
    }
    const end = matchForward(segment, text, at);
    if (end !== -1) return end <= to ? end : -1;
  }
  return -1;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

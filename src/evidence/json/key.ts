import { KIND, type Nodes } from './nodes.ts';
import { hashOfKey } from './scan.ts';
import { stringText } from './string-text.ts';

/** A key that is looked for, ready to be compared. */
export interface JsonKey {
  readonly text: string;
  readonly utf8: Uint8Array;
  readonly hash: number;
}

export function jsonKey(text: string): JsonKey {
  const utf8 = new Uint8Array(Buffer.from(text));
  return { text, utf8, hash: hashOfKey(utf8) };
}

/** Keys of names asked for before; names come from rules and facts, but may come from anywhere. */
const keys = new Map<string, JsonKey>();

/** The same as `jsonKey`, made once a name. */
export function keyOf(name: string): JsonKey {
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= 8192) keys.clear();
  const key = jsonKey(name);
  keys.set(name, key);
  return key;
}

/** Whether the value's key, whose hash is equal, is that key. */
export function keyIs(bytes: Buffer, nodes: Nodes, node: number, key: JsonKey): boolean {
  const from = nodes.keyFrom[node] ?? -1;
  const to = nodes.keyTo[node] ?? 0;
  if (from < 0) return false;
  if (nodes.keyOdd[node] !== 0) return stringText(bytes, from, to, KIND.escaped) === key.text;
  const { utf8 } = key;
  if (to - from !== utf8.length) return false;
  for (let at = 0; at < utf8.length; at++) if (bytes[from + at] !== utf8[at]) return false;
  return true;
}

const ENTRIES = 1 << 11;

/** Texts of keys met before: the lines of a log have the same few hundred. A new key takes the place of the one that had its entry. */
export class KeyTexts {
  readonly #texts: string[] = Array.from({ length: ENTRIES }, () => '');

  textOf(bytes: Buffer, nodes: Nodes, node: number): string {
    const from = nodes.keyFrom[node] ?? 0;
    const to = nodes.keyTo[node] ?? 0;
    if (nodes.keyOdd[node] !== 0) return stringText(bytes, from, to, KIND.escaped);
    const hash = nodes.keyHash[node] ?? 0;
    const entry = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    const known = this.#texts[entry] ?? '';
    if (sameText(known, bytes, from, to)) return known;
    const text = bytes.toString('latin1', from, to);
    this.#texts[entry] = text;
    return text;
  }
}

function sameText(text: string, bytes: Buffer, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}

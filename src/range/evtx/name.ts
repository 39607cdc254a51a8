/** The name of an element or attribute, as every chunk that uses it holds it once. */
export interface Name {
  /** Its place among the names this process has met. */
  readonly number: number;
  readonly hash: number;
  /** Hash, length, UTF-16 and a closing NUL: what follows the offset of the next name. */
  readonly bytes: Uint8Array;
}

const names = new Map<string, Name>();

/** Names come from definitions of events, so there are a few hundred. */
export function nameOf(text: string): Name {
  const known = names.get(text);
  if (known !== undefined) return known;
  const bytes = Buffer.alloc(6 + 2 * text.length);
  const hash = nameHash(text);
  bytes.writeUInt16LE(hash, 0);
  bytes.writeUInt16LE(text.length, 2);
  bytes.write(text, 4, 'utf16le');
  const name = { number: names.size, hash, bytes };
  names.set(text, name);
  return name;
}

/** The hash under which a name stands in the chunk's table: x65599 over its UTF-16 units, cut to 16 bits. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65_599) + name.charCodeAt(i)) | 0;
  return hash & 0xffff;
}

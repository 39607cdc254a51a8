import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

/** Where a recording lies; null, said in one line, where the folder of recordings is not there. */
export function recordingsAt(folder: string, leftOut: string): string | null {
  if (existsSync(`${DATA}${folder}`)) return `${DATA}${folder}`;
  console.log(`left out, because there are no recordings at ../shared/data/${folder}: ${leftOut}`);
  return null;
}

/** The texts in a zip archive, by its central directory (APPNOTE 4.3.12). */
export function unzipped(path: string): string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const texts: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (size > 0) texts.push(inflateRawSync(bytes.subarray(begin, begin + size)).toString('utf8'));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return texts;
}

import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip archive to be written; whatever is given here is written as it is, true or not. */
export interface ZipDraft {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array | string;
  readonly method?: number;
  readonly flags?: number;
  /** What the headers say, where that is not the truth. */
  readonly says?: { readonly size?: number; readonly packed?: number; readonly crc?: number; readonly at?: number };
  /** Upper half: the Unix mode, with `madeBy` 3. */
  readonly attributes?: number;
  readonly madeBy?: number;
}

/** A zip archive by hand (APPNOTE 6.3.10), so that it can lie. */
export function zipOf(drafts: readonly ZipDraft[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const draft of drafts) {
    const name = typeof draft.name === 'string' ? Buffer.from(draft.name) : Buffer.from(draft.name);
    const content = Buffer.from(draft.content ?? '');
    const method = draft.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const common = Buffer.alloc(22);
    common.writeUInt16LE(draft.flags ?? 0x800, 0);
    common.writeUInt16LE(method, 2);
    common.writeUInt32LE(draft.says?.crc ?? crc32(content), 8);
    common.writeUInt32LE(draft.says?.packed ?? packed.length, 12);
    common.writeUInt32LE(draft.says?.size ?? content.length, 16);
    common.writeUInt16LE(name.length, 20);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00', 'latin1'), common, Buffer.alloc(2), name, packed]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(draft.attributes ?? 0, 8);
    rest.writeUInt32LE(draft.says?.at ?? at, 12);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, draft.madeBy ?? 3, 20, 0]), common, rest, name]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(0xffff, drafts.length), 8);
  end.writeUInt16LE(Math.min(0xffff, drafts.length), 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

export interface TarDraft {
  readonly name: string;
  readonly content?: Uint8Array | string;
  readonly type?: string;
  readonly size?: number;
}

/** A tar archive by hand (ustar), with its end mark unless told otherwise. */
export function tarOf(drafts: readonly TarDraft[], ended = true): Buffer {
  const blocks = drafts.flatMap(({ name, content = '', type = '0', size }) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write(`${' '.repeat(8)}${type}`, 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(ended ? 1024 : 0)]);
}

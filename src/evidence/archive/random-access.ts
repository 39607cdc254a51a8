import { memorySource, type ByteSource } from './byte-source.ts';
import type { ByteStream } from './byte-stream.ts';
import { ArchiveProblem } from './problem.ts';
import { openSealed } from './sealed.ts';
import { SealedSpool } from './spool.ts';

/** Archives up to this size are held in memory while they are unpacked. */
const IN_MEMORY = 8_388_608;

/** A nested archive whose list stands at its end, made readable at any place. */
export interface RandomAccess {
  readonly source: ByteSource;
  /** What broke off the stream it came from, if something did. */
  readonly broken: ArchiveProblem | null;
  readonly close: () => void;
}

/** Takes all of a stream, into memory or, when it is large, into a sealed spool of its own beside `beside`. */
export async function randomAccess(stream: ByteStream, beside: SealedSpool): Promise<RandomAccess> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  let spool: SealedSpool | null = null;
  let broken: ArchiveProblem | null = null;
  try {
    for await (const piece of stream.rest()) {
      bytes += piece.length;
      if (spool === null && bytes > IN_MEMORY) {
        spool = new SealedSpool(beside.nestedPath());
        spool.begin();
        for (const before of pieces.splice(0)) spool.write(before);
      }
      if (spool) spool.write(piece);
      else pieces.push(piece);
    }
  } catch (cause) {
    if (!(cause instanceof ArchiveProblem) || cause.code !== 'ARCHIVE_DAMAGED') {
      spool?.remove();
      throw cause;
    }
    broken = cause;
  }
  if (!spool) return { source: memorySource(Buffer.concat(pieces)), broken, close: () => undefined };
  const nested = spool;
  const place = nested.keep(bytes);
  nested.sync();
  const sealed = openSealed(place);
  return {
    source: { size: bytes, read: (buffer, position) => sealed.read(buffer, position) },
    broken,
    close() {
      sealed.close();
      nested.remove();
    },
  };
}

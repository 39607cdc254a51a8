import type { LogFormat } from '../../case/index.ts';
import { problem } from '../../lib/index.ts';
import type { EvidenceFile, FilePart, RawEvent, Reader } from '../reader.ts';
import { cutAtLines } from '../text/index.ts';
import { headerOf, type CsvHeader } from './csv-header.ts';
import { readCsvLog } from './csv-log.ts';
import { jsonRecordAt, readJsonLog } from './json-log.ts';

const readersByFormat = new WeakMap<LogFormat, Reader>();

/**
 * The reader of a log that the carrier describes (`context/formats/X.yaml`). It is chosen by the file's path and recognises nothing by itself:
 * what is not laid out as the format says is quarantined, record by record.
 */
export function mappedReader(format: LogFormat): Reader {
  const known = readersByFormat.get(format);
  if (known) return known;
  const reader = format.format === 'jsonl' ? jsonReader(format) : csvReader(format);
  readersByFormat.set(format, reader);
  return reader;
}

function jsonReader(format: LogFormat): Reader {
  return {
    format: `mapped:${format.name}`,
    source: 'mapped',
    recognises: () => false,
    read: (file, sink, part) => readJsonLog(format, file, sink, part),
    parts: (file, bytes) => cutAtLines(file, bytes).map((span) => ({ ...span, state: null })),
    readOne: (file, { offset }) => (offset === null ? null : jsonRecordAt(format, file, offset)),
  };
}

function csvReader(format: LogFormat): Reader {
  const header = (file: EvidenceFile, part?: FilePart): CsvHeader | null =>
    part?.state === undefined || part.state === null ? headerOf(format, file) : headerIn(part.state);
  return {
    format: `mapped:${format.name}`,
    source: 'mapped',
    recognises: () => false,
    read(file, sink, part) {
      const known = header(file, part);
      if (known) readCsvLog(format, known, file, sink, part ?? { from: 0, to: file.size });
      else sink.quarantine({ offset: 0, bytes: file.size, code: 'MAPPED_NO_HEADER', reason: problem('MAPPED_NO_HEADER') });
    },
    parts(file, bytes) {
      const known = format.quote === null ? headerOf(format, file) : null;
      // Where columns may be quoted a line end may stand inside of one.
      if (!known) return [{ from: 0, to: file.size, state: null }];
      return cutAtLines(file, bytes).map((span) => ({ ...span, state: JSON.stringify(known) }));
    },
    readOne(file, { offset }) {
      const known = offset === null ? null : headerOf(format, file);
      if (offset === null || !known) return null;
      let found: RawEvent | null = null;
      const sink = { event: (event: RawEvent) => (found ??= event.offset === offset ? event : null), quarantine: () => undefined };
      readCsvLog(format, known, file, sink, { from: offset, to: offset + 1 });
      return found;
    },
  };
}

/** The header as `parts` wrote it down. */
function headerIn(state: string): CsvHeader {
  return JSON.parse(state) as CsvHeader;
}

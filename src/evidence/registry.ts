import type { LogFormat } from '../case/index.ts';
import { matchGlob } from '../lib/index.ts';
import { accessLog } from './access-log/index.ts';
import { postgresqlCsvlog } from './db-audit/postgresql-csvlog/index.ts';
import { evtx } from './evtx/index.ts';
import { exchange } from './exchange/index.ts';
import { dhcpAudit, mappedReader } from './mapped/index.ts';
import type { EvidenceFile, Reader } from './reader.ts';
import { httperr, iisW3c } from './w3c/index.ts';
import { windowsJson } from './windows-json/index.ts';
import { windowsXml } from './windows-xml/index.ts';
import { zeekJson, zeekTsv } from './zeek/index.ts';

/** Every format that is read, in the order in which they are asked. */
export const readers: readonly Reader[] = [
  evtx,
  iisW3c,
  httperr,
  exchange,
  accessLog,
  postgresqlCsvlog,
  zeekTsv,
  zeekJson,
  dhcpAudit,
  windowsXml,
  windowsJson,
];

/** How much of a file's beginning a reader sees to recognise it. */
const HEAD_BYTES = 65_536;

/**
 * The reader that recognises the file's content; null when none does. A format of the carrier's that names the file's path wins over what the content
 * looks like; of several the first.
 */
export function readerFor(file: EvidenceFile, formats: readonly LogFormat[] = []): Reader | null {
  const format = formats.find(({ match }) => matchGlob(match, file.path));
  if (format) return mappedReader(format);
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.size));
  const filled = file.read(head, 0);
  const seen = head.subarray(0, filled);
  return readers.find((reader) => reader.recognises(seen, file.size)) ?? null;
}

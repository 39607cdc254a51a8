export { archiveKind, GIANT_BYTES, SealedSpool, Unpacking } from './archive/index.ts';
export { collectorHost } from './collector-host.ts';
export { discover, systemCode, type Discovery, type FoundFile } from './discover.ts';
export { openEvidenceFile, type EvidencePlace } from './evidence-file.ts';
export { dhcpAuditFormat } from './mapped/index.ts';
export { Originals } from './originals.ts';
export type { EventSource, EvidenceFile, FilePart, Quarantined, RawEvent, ReadSink } from './reader.ts';
export { readerFor, readers } from './registry.ts';

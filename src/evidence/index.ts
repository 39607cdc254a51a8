export { discover, systemCode, type FoundFile } from './discover.ts';
export { openEvidenceFile, type EvidencePlace } from './evidence-file.ts';
export { Originals } from './originals.ts';
export type { EventSource, EvidenceFile, FilePart, Quarantined, RawEvent, ReadSink } from './reader.ts';
export { readerFor, readers } from './registry.ts';

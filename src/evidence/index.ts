export { discover, systemCode, type Discovery, type FoundFile, type NotRead } from './discover.ts';
export { openEvidenceFile, type OpenEvidenceFile } from './evidence-file.ts';
export { Originals } from './originals.ts';
export type { EventSource, EvidenceFile, FieldValue, Quarantined, RawEvent, Reader, ReadSink } from './reader.ts';
export { readerFor, readers } from './registry.ts';

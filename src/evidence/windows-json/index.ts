/**
 * Windows events as JSON lines, as the tools that ship them write them: NXLog, Winlogbeat (flat and ECS), evtx_dump, Velociraptor, Splunk's original, flat
 * exports, and what a search's export wraps around one of them. A shape is a file in `shapes`; `shape-of.ts` tells them apart, line by line.
 *
 * Promises: fields have the names and spellings that the EVTX reader gives (`src/evidence/evtx`), and a tool's own never pass for them; docs/evidence.md says
 * what a shape loses. Every byte belongs to an event, to a quarantined line, or to what stands between records. Lines are picked from, not parsed into objects;
 * memory is bounded by the longest line that is read, 16 MiB.
 */
export { windowsJson } from './windows-json.ts';

/**
 * Windows event logs as XML: what `wevtutil qe /f:xml` prints (elements without a root), what the Event Viewer saves (a root `<Events>`), what
 * evtx_dump prints; in UTF-8, or in UTF-16 with its mark.
 *
 * Promises: fields have the names and spellings that the EVTX reader gives (`src/evidence/evtx`); what stands beside System, EventData and UserData,
 * such as `RenderingInfo`, keeps its name in front and changes no value. Every byte belongs to an event, to a quarantined stretch, or to what stands
 * between events: white space, declarations, comments, the root's tags, record numbers. Nothing is expanded: document types are quarantined, entities
 * other than XML's own five stay as they are. Memory is bounded by the longest element that is read, 4 MiB, and work by a few looks at each byte.
 */
export { localName } from './field-names.ts';
export { channelName, nativeText } from './native-text.ts';
export { textFile, textHead, utf16Order, type Places } from './utf16-file.ts';
export { windowsXml } from './windows-xml.ts';
export { XmlEvent } from './xml-event.ts';
export { withoutReferences } from './xml-text.ts';

/**
 * Windows event logs (EVTX): what lives here and what it promises.
 *
 * A log is a file header and then chunks of 64 KiB that can be read without each other. `walk` finds the records of a chunk, `compile` turns
 * the template a record is built on into a list of fields, `Values` finds where a record's values lie, and `EvtxEvent` decodes a value when it
 * is asked for. Templates are compiled once and shared by all chunks and files in which they are the same. Records made of the same templates
 * have a `Shape` in common: where each name is found, and a `Plan` that decodes only what differs from the record before. `FieldTexts` decodes
 * any record, field by field; a test holds the two to one answer.
 *
 * Records. Every chunk the file has is read, whatever the header counts. Each record becomes an event or a quarantined item; a stretch that should
 * hold records and does not is one item, and reading goes on with the next whole record after it. Records behind the free-space offset were
 * left behind by an earlier use of the chunk and are not part of the log, unless they follow its last record without a gap under the next number.
 * A record whose template was overwritten in its chunk is read with the same template of a chunk near by (`LostTemplates`).
 * Time, record id, host and channel are those of the System element, never those of the record's header, which need not agree. A host or
 * channel with control characters in it is damage and counts as none; `get` and `fields` show it.
 *
 * Parts are cut between chunks. Empty chunks in a row are told with the chunk behind them, and what the file header says with the last part.
 *
 * Fields. System's elements go by their names; its attributes as `Provider_Name`, `ProviderGuid`, `TimeCreated`, `ActivityID`,
 * `RelatedActivityID`, `ExecutionProcessID`, `ExecutionThreadID`, `UserID`, others as `Element_Attribute` (`EventID_Qualifiers`). `<Data Name="Threat Name">` is
 * `ThreatName`; Data without a name is `Data`, as often as it comes. UserData is flattened to the names of its leaves; an attribute is
 * `Element_Attribute`. What stands beside System, EventData and UserData keeps its element's name in front: `RenderingInfo_Message`.
 *
 * Values. As Windows' XML shows them: decimal integers of any size exactly, `0x3e7`, `{GUID}` in upper case, `S-1-5-18`, `true` and `false` (another
 * number in a boolean stays a number), FILETIME as `2024-04-01T00:32:44.1182957Z`, SYSTEMTIME with the three digits it has, binary in upper-case
 * hexadecimal. Strings end at their first NUL. Arrays give one field a member. No value, or an empty one, is null. `get` answers from System first
 * and joins the values of a repeated name by line feeds, those without a value left out; `fields` lists them one by one. What both give may be
 * shared with other records: strings and pairs may be kept, and must not be changed.
 *
 * Any bytes may come: nothing throws, nothing loops, names and templates are bounded by what a chunk can hold, and text by a small multiple of that.
 *
 * Sources: MS-EVEN6 2.2.12 (BinXml), MS-DTYP (GUID, SID, FILETIME, SYSTEMTIME); the layout of files, chunks and records is not published by
 * Microsoft and follows what real logs show.
 */
export { evtx } from './evtx.ts';

import type { CatalogueEntry } from './entry.ts';

/** Why a piece of evidence, or a stretch of it, could not be read: reasons of quarantine. */
export const evidenceErrors = {
  TIME_OUT_OF_RANGE: {
    message: 'the record bears a time that no log can have',
    remedy: 'look at the original: a clock or the record was damaged',
  },
  FILE_EMPTY: { message: 'the file is empty', remedy: 'collect it again if it should hold records' },
  FILE_UNREADABLE: { message: 'the file cannot be read ({cause})', remedy: 'check its permissions, or copy it again' },
  FILE_UNRECOGNISED: { message: 'no reader recognises this content', remedy: 'see docs/evidence.md for the formats that are read' },
  LINK_LOOP: {
    message: 'a symbolic link leads to a folder that is read already',
    remedy: 'nothing is lost: its target is read once; remove the link to silence this',
  },
  LINK_BROKEN: { message: 'a symbolic link leads nowhere', remedy: 'collect the file it pointed to' },
  FOLDER_TOO_DEEP: { message: 'folders are nested too deeply', remedy: 'give the inner folder as evidence of its own' },
  FILE_CHANGED: {
    message: 'the file changed while it was read',
    remedy: 'copy it to a place where nothing writes to it, and add that copy',
  },
  NOT_A_FILE: { message: 'not a regular file or folder', remedy: 'devices, pipes and sockets are not read' },
  ARCHIVE_DAMAGED: { message: 'the archive is damaged: {cause}', remedy: 'copy or collect it again; what could be unpacked is read' },
  ARCHIVE_BOMB: {
    message: 'it unfolds to far more than it holds, as no log does',
    remedy: 'treat the archive as hostile; if it is genuine, unpack it yourself and give the folder',
  },
  ARCHIVE_DEEP: {
    message: 'archives are nested more than {limit} deep',
    remedy: 'unpack the outer ones yourself and give the folder',
  },
  ARCHIVE_MEMBERS: { message: 'the archive holds more than {limit} files', remedy: 'unpack it yourself and give its folders one by one' },
  ARCHIVE_PATH: {
    message: 'its name leads out of the archive, or is no name',
    remedy: 'treat the archive as hostile; unpack this file yourself under another name if it is needed',
  },
  ARCHIVE_ENCRYPTED: { message: 'it is encrypted', remedy: 'unpack the archive with its password and give the folder' },
  ARCHIVE_METHOD: {
    message: 'it is packed in a way that is not read ({method})',
    remedy: 'unpack the archive with the tool that made it and give the folder',
  },
  ARCHIVE_LINK: {
    message: 'a link or a device in an archive is not followed',
    remedy: 'nothing is lost where its target is in the archive too; else collect the target',
  },
  SPOOL_FAILED: {
    message: 'there is no room to unpack archives in ({cause})',
    remedy: 'free space on the disk of the case, or give a --case on a larger one; what was read before is kept',
  },
  TEXT_LINE_TOO_LONG: {
    message: 'a line of {bytes} bytes is longer than a log line can be',
    remedy: 'see whether the file is a log at all',
  },
  TEXT_BINARY: {
    message: '{bytes} bytes hold NUL bytes, so they are no text',
    remedy: 'usual after a server lost power; else collect the file again',
  },
  W3C_NO_FIELDS: {
    message: 'the line stands before any #Fields directive, so its columns are unknown',
    remedy: 'collect the log from its beginning',
  },
  W3C_FIELD_COUNT: {
    message: 'the line has {found} columns where #Fields names {expected}',
    remedy: 'a line that was cut or edited; look at the original',
  },
  W3C_TIME_INVALID: { message: 'the line has no readable date and time', remedy: 'log the fields date and time' },
  ACCESS_LINE_DAMAGED: {
    message: 'the line is no request in the common or combined form',
    remedy: 'look at the original; see docs/evidence.md for the forms that are read',
  },
  ACCESS_TIME_UNSET: {
    message: 'the server noted no time for the request (1970)',
    remedy: 'Tomcat does so where a request broke off; the lines around it say about when',
  },
  ZEEK_NO_FIELDS: { message: 'the line stands before any #fields directive', remedy: 'collect the log from its beginning' },
  ZEEK_FIELD_COUNT: {
    message: 'the line has {found} columns where #fields names {expected}',
    remedy: 'a line that was cut: see the original',
  },
  ZEEK_TIME_MISSING: { message: 'the record says no time', remedy: 'usual in loaded_scripts, which is no traffic; else see the original' },
  CSV_DAMAGED: {
    message: '{bytes} bytes break the rules of quoting; reading resumed at the next record',
    remedy: 'collect the file again if it is not damaged at its source',
  },
  CSV_CUT: { message: 'the file ends in mid-record', remedy: 'collect it again once the server has rotated it' },
  CSV_TOO_LONG: { message: 'a record of {bytes} bytes is longer than is read', remedy: 'look at the original' },
  CSV_FIELD_COUNT: {
    message: 'the record has {found} columns where the header names {expected}',
    remedy: 'a record that was cut or edited, or a delimiter that the format file does not name',
  },
  MAPPED_NO_HEADER: {
    message: 'the line that the records stand behind is not there',
    remedy: 'see `begins` and `header` of the format file that names this path',
  },
  MAPPED_TIME_INVALID: {
    message: 'the record has no time of the form that the format file gives',
    remedy: 'look at the original, and at `time` of the format file that names this path',
  },
  JSON_DAMAGED: { message: 'the line is no whole JSON object', remedy: 'look at it: it may be cut, or the export may write no JSON lines' },
  JSON_TOO_DEEP: { message: 'the values of the line nest deeper than any log needs', remedy: 'treat the file as tampered with' },
  JSON_TOO_WIDE: { message: 'the line has more values than any log needs', remedy: 'treat the file as tampered with' },
  XML_DAMAGED: { message: 'this stretch holds no whole <Event> element', remedy: 'look at it; reading went on with the next element' },
  XML_CUT: { message: 'the element is cut off', remedy: 'export the log again: its end is missing' },
  XML_DECLARATION: {
    message: 'a document type or entity is declared; nothing is expanded',
    remedy: 'no Windows log does this: treat the file as tampered with',
  },
  XML_TOO_LONG: { message: 'an <Event> element is longer than any event can be', remedy: 'treat the file as tampered with' },
  WINDOWS_NOT_EVENT: {
    message: 'the record is no Windows event of a known shape',
    remedy: 'see docs/evidence.md for the shapes that are read',
  },
  WINDOWS_TIME_MISSING: {
    message: 'the event does not say when it was created',
    remedy: 'look at the original: its time is missing or no date',
  },
  CSVLOG_COLUMNS: {
    message: 'the record has {found} columns; PostgreSQL writes 23 to 26',
    remedy: 'see docs/evidence.md for the versions that are read',
  },
  CSVLOG_TIME_INVALID: { message: 'the record has no readable log_time', remedy: 'look at the original' },
  EVTX_CHUNK_DAMAGED: {
    message: 'no chunk of an event log starts here, though one should',
    remedy: 'collect the log again if you can; records found further on in this stretch are read',
  },
  EVTX_CHUNKS_EMPTY: {
    message: 'the log holds nothing but zeros here, with more chunks after it',
    remedy: 'collect the log again from another snapshot: records are missing',
  },
  EVTX_RECORD_DAMAGED: {
    message: 'this stretch of a chunk holds no whole record, though it should',
    remedy: 'collect the log again if you can; reading went on with the next whole record',
  },
  EVTX_HEADER_DAMAGED: {
    message: 'the file header is damaged: it counts more chunks than there are, and its checksum does not hold',
    remedy: 'compare with another copy of the log: the end of this one may be missing',
  },
  EVTX_FILE_CUT: { message: 'the file ends before the log does', remedy: 'copy the file again: its end is missing' },
  EVTX_RECORD_UNDECODABLE: {
    message: 'the values of the record break the format',
    remedy: 'look at its bytes; other records of the chunk are read',
  },
  EVTX_TEMPLATE_MISSING: {
    message: 'the template that the record is built on is missing or damaged',
    remedy: 'collect the log again if you can; the record cannot be read without it',
  },
  EVTX_RECORD_EXPANDS: {
    message: 'the record would unfold to far more text than it has bytes',
    remedy: 'no Windows log does this: treat the file as tampered with',
  },
  EVTX_SYSTEM_MISSING: { message: 'the record has no System element', remedy: 'look at its bytes: an event always has one' },
  EVTX_TIME_MISSING: {
    message: 'the record does not say when its event was created',
    remedy: 'look at its bytes: System/TimeCreated is missing or no date',
  },
} as const satisfies Record<string, CatalogueEntry>;

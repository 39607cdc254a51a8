import type { CatalogueEntry } from './entry.ts';

/** What is wrong with a command, a case, its context, its call records or the machine. */
export const commandErrors = {
  CASE_NOT_THERE: { message: 'there is no case in this folder', remedy: 'give the folder that `investigate --case` wrote' },
  CASE_FOREIGN: {
    message: 'the folder holds other things and is no case',
    remedy: 'give a --case folder that is not there yet, is empty, or is a case',
  },
  CASE_BUSY: { message: 'another command is writing to this case', remedy: 'wait until it has ended, or end it; then run this again' },
  CASE_NOT_WRITABLE: {
    message: 'the case folder cannot be written ({cause})',
    remedy: 'free space, mount it writable, or give another --case; what was done is kept',
  },
  DISK_FULL: {
    message: 'there is no space left on a disk that is written to',
    remedy: 'free space for the case folder, and run the same command again: what was read is kept, and it goes on from there',
  },
  DISK_READ_ONLY: {
    message: 'a disk that is written to has become read-only',
    remedy: 'mount it writable, or give another --case; what was read is kept',
  },
  TOO_MANY_OPEN_FILES: {
    message: 'the machine lets this program open no more files',
    remedy: 'raise the limit (ulimit -n 4096), and run the same command again: what was read is kept',
  },
  CASE_UNFINISHED: {
    message: 'the last run on this case did not come to its end, so answers would be those of a part',
    remedy: 'run `hardcell investigate` with the same arguments again: it goes on where it was',
  },
  CASE_OLDER: {
    message: 'the case has format {found}, this version reads {known}',
    remedy: 'run `hardcell investigate` on it once: that brings it forward, and reads the evidence again',
  },
  CASE_NEWER: { message: 'the case has format {found}, this version knows {known}', remedy: 'use a newer Hardcell' },
  USAGE_TIME: { message: '{given} is not a time', remedy: 'write it as 2024-04-01 or 2024-04-01T00:32:44Z' },
  USAGE_SCOPE: { message: '--from is not before --to', remedy: 'give the earlier time as --from' },
  NUMBERS_BROKEN: {
    message: 'the number plan cannot be used: {cause}',
    remedy: 'mend it first: without it, numbers of people would be written that it was given to mask',
  },
  RULES_NOT_THERE: { message: 'there is no such folder or file of rules', remedy: 'check the path' },
  PLACEHOLDERS_UNREADABLE: {
    message: 'the file of placeholders cannot be used: {cause}',
    remedy: 'write a mapping of names to a value or a list of values, such as `Workstations: [WS-1, WS-2]`',
  },
  RULE_NOT_FOUND: {
    message: 'there is no rule with the id, file or title `{name}`',
    remedy: '`hardcell rules list` prints those there are; give further folders with --rules',
  },
  RULE_REJECTED: { message: 'this rule cannot be used: {cause}', remedy: '`hardcell rules check` prints everything that is wrong with it' },
  EVENT_FILE_MISSING: {
    message: 'there is no such file of an event',
    remedy: 'give --case with an evidence pointer, or the path of a JSON file with the fields of one event',
  },
  EVENT_FILE_INVALID: {
    message: 'this file holds no event: {why}',
    remedy: 'write one object: the fields of the event, and beside them `source` and `channel`',
  },
  CDR_NOT_THERE: { message: 'the call-record folder is not there', remedy: 'check the path given with --cdr' },
  USAGE_JOBS: { message: '--jobs must be a whole number from 1 to 256', remedy: 'leave it out to use every core' },
  USAGE_REF: {
    message: 'no record has the pointer {ref}',
    remedy:
      'pointers look like 9c41f07be2a85d13:44718; `hardcell show findings` prints them; if the evidence was moved, say where with --evidence',
  },
  USAGE_OUT_EXISTS: { message: 'the output is there already', remedy: 'give another --out, or remove it' },
  USAGE_CASE_INSIDE: {
    message: 'the case folder lies inside the evidence',
    remedy: 'give a --case outside: Hardcell writes nothing into evidence',
  },
  KEY_DIFFERS: { message: 'this case was made with another key', remedy: 'give the key file that it was made with (--key FILE)' },
  EVIDENCE_GONE: {
    message: '{count} evidence files of this case must be read again and are not among those given',
    remedy: 'rules, context or scope changed since they were read: give all evidence again',
  },
  TRUTH_UNREADABLE: { message: 'the truth cannot be read', remedy: 'give the truth.json that `rehearse` wrote' },
  TRUTH_INVALID: { message: 'this is no truth.json (at {where})', remedy: 'give the truth.json that `rehearse` wrote' },
  EVIDENCE_NOT_THERE: { message: 'the evidence cannot be opened ({cause})', remedy: 'check the path' },
  KEY_INSIDE_CASE: {
    message: 'the key file lies inside the case folder, where it would protect nobody',
    remedy: 'give a path outside the case with --key, or leave --key out',
  },
  KEY_MALFORMED: {
    message: 'this is not a key file: it must hold 64 hexadecimal digits',
    remedy: 'give the key that this case was made with',
  },
  KEY_MISSING: {
    message: 'the key of this case is not there',
    remedy: 'restore the file, or give its place with --key: without it, pseudonyms of the case cannot be made again',
  },
  KEY_UNREADABLE: {
    message: 'the key file cannot be read or made ({cause})',
    remedy: 'check the permissions of its folder, or give another place with --key',
  },
  CONTEXT_UNREADABLE: { message: 'the context folder cannot be read ({cause})', remedy: 'check the path given with --context' },
  CONTEXT_FILE_UNKNOWN: { message: 'no context file has this name', remedy: 'see docs/context.md for the names that are read' },
  CONTEXT_FILE_UNREADABLE: {
    message: 'the context file cannot be read ({cause})',
    remedy: 'check its permissions; until then it counts as absent',
  },
  CONTEXT_FILE_TWICE: { message: 'this part of the context is also given by {other}, which is used', remedy: 'keep one of the two files' },
  CONTEXT_SYNTAX: { message: '{cause}', remedy: 'mend the file at this line' },
  CONTEXT_VALUE: {
    message: '{place}: {cause}',
    remedy: 'see docs/context.md for what may stand there; everything else in the file is used',
  },
  CDR_FOLDER_UNREADABLE: { message: 'the call-record folder cannot be read ({cause})', remedy: 'check the path given with --cdr' },
  CDR_LINK_OUTSIDE: { message: 'a symbolic link leads out of the call-record folder', remedy: 'copy its target into the folder' },
  CDR_NO_FILES: {
    message: 'no file below the call-record folder has a name that this mapping gives',
    remedy: 'mend its `files`, or add the files: without them its records cannot be graded',
  },
  CDR_FILE_UNMAPPED: {
    message: 'no mapping names this file',
    remedy: 'write a mapping for its store, or take it out of the call-record folder',
  },
  CDR_HEADER_UNKNOWN: {
    message: 'the first row has none of the columns that {mapping} names',
    remedy: 'the first row must hold the column names; check that the mapping belongs to this file',
  },
  CDR_HEADER_TWICE: { message: 'the first row names a column twice', remedy: 'give each column a name of its own' },
  CDR_COLUMN_UNKNOWN: {
    message: 'column `{column}`, given for {role}, is not in the header of {file}',
    remedy: 'mend the mapping; records are read without this column, which may widen the answers',
  },
  CDR_ROW_FIELDS: {
    message: 'the row has another number of fields than the header',
    remedy: 'look at the row: a delimiter inside a field must be quoted',
  },
  CDR_ROW_QUOTES: {
    message: 'a quoted field is not closed, or text follows its closing quote',
    remedy: 'look at the row: a quote inside a quoted field is doubled',
  },
  CDR_ROW_TOO_LONG: { message: 'the row is longer than a call record can be', remedy: 'look at the row: line ends may be missing' },
  CDR_ROW_NOT_UTF8: { message: 'the row is not UTF-8 text', remedy: 'export the records as UTF-8' },
  CDR_PARQUET_UNREADABLE: {
    message: 'the Parquet file is damaged, or is none',
    remedy: 'export it again: none of its records are read',
  },
  CDR_TIME_UNREADABLE: {
    message: 'column `{column}` holds no readable time in {rows} rows',
    remedy:
      'times are read as 2024-03-01 10:20:30, 2024-03-01T10:20:30+01:00 or 20240301102030; until then no time condition excludes these rows',
  },
  CDR_ZONE_UNKNOWN: {
    message: '`time_zone` {zone} is no known time zone',
    remedy: 'give an IANA name such as Europe/Lisbon, or an offset such as +01:00; until then UTC is assumed',
  },
  CDR_LOAD_TIME_UNKNOWN: {
    message: '`load_time` is neither a column nor a time',
    remedy:
      'name the column that says when a record was loaded, or give one time for all; until then a record counts as there from its start',
  },
  STATEMENT_GONE: {
    message: 'the audited statement cannot be read again',
    remedy: 'give the evidence again: until then everything in the store counts as possibly read by it',
  },
  AUDIT_BROKEN: {
    message: 'the audit trail cannot be continued: {cause}',
    remedy: 'run `hardcell audit verify`; nothing is written while its last line is not what Hardcell wrote',
  },
  AUDIT_BUSY: { message: 'another command has held the audit trail for {seconds} seconds', remedy: 'wait until it has ended' },
  SCENARIO_UNKNOWN: { message: 'there is no scenario called `{name}`; there are: {known}', remedy: 'give one of these names' },
  SEED_INVALID: { message: 'the seed {seed} is not a whole number of at most 15 digits', remedy: 'give a whole number, such as 1' },
  KNOB_INVALID: { message: '{knob} cannot be `{value}`: it is {range}', remedy: 'see hardcell rehearse --help for what each can be' },
  NUMBERS_ABSENT: {
    message: 'there is no usable number plan in the context folder ({cause})',
    remedy: 'mend or add numbers.yaml (docs/context.md), or leave --context out for the fictional plan',
  },
  KEY_INSIDE_OUT: {
    message: 'the key would lie in the folder that is being written',
    remedy: 'give a path outside it, or leave --key out: the key is then case.key in that folder',
  },
  REHEARSAL_UNFINISHED: {
    message: 'this case was made by a rehearsal that was cut off: not all of its facts are there',
    remedy: 'remove its folder and rehearse again',
  },
  REHEARSAL_NO_ROOM: {
    message: 'no space is left on the device',
    remedy: 'free space or choose another folder, and run the same command again: what had been written was removed',
  },
  KNOB_OF_SLICE: {
    message: 'the scenario `slice` has one size; --{flag} does nothing for it',
    remedy: 'leave it out, or rehearse another scenario (hardcell rehearse --help)',
  },
  NUMBER_PLAN_UNUSABLE: {
    message: 'the number plan leaves no room for subscribers, or is not made of digits',
    remedy: 'give a country code, lengths of at least eight digits more (15 at most), and networks of five or six digits',
  },
  OUT_NOT_EMPTY: { message: 'the output folder is not empty', remedy: 'give a folder that is new or empty; nothing is overwritten' },
  OUT_INSIDE: {
    message: 'the output would lie in the evidence or in the case',
    remedy: 'give a path outside both: Hardcell changes neither',
  },
  OUT_NOT_WRITABLE: {
    message: 'the output cannot be written ({cause})',
    remedy: 'check its path, its permissions and the free space',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** What an error says: what happened is the message; the remedy is what to do about it. */
interface CatalogueEntry {
  /** `{name}` is replaced by the detail of that name. */
  readonly message: string;
  readonly remedy: string;
}

/**
 * Every error and quarantine reason Hardcell can give, by code. Bad input becomes data under one of these codes
 * (quarantine, rejected rule); a `HardcellError` is thrown only for wrong usage and for a machine that fails.
 */
export const errorCatalogue = {
  FILE_EMPTY: { message: 'the file is empty', remedy: 'collect it again if it should hold records' },
  FILE_UNREADABLE: { message: 'the file cannot be read ({cause})', remedy: 'check its permissions, or copy it again' },
  FILE_UNRECOGNISED: { message: 'no reader recognises this content', remedy: 'see docs/evidence.md for the formats that are read' },
  LINK_LOOP: {
    message: 'a symbolic link leads to a folder that is read already',
    remedy: 'nothing is lost: its target is read once; remove the link to silence this',
  },
  LINK_BROKEN: { message: 'a symbolic link leads nowhere', remedy: 'collect the file it pointed to' },
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
  CASE_NEWER: { message: 'the case has format {found}, this version knows {known}', remedy: 'use a newer Hardcell' },
  USAGE_TIME: { message: '{given} is not a time', remedy: 'write it as 2024-04-01 or 2024-04-01T00:32:44Z' },
  USAGE_SCOPE: { message: '--from is not before --to', remedy: 'give the earlier time as --from' },
  NUMBERS_BROKEN: {
    message: 'the number plan cannot be used: {cause}',
    remedy: 'mend it first: without it, numbers of people would be written that it was given to mask',
  },
  RULES_NOT_THERE: { message: 'there is no such folder or file of rules', remedy: 'check the path' },
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
  FOLDER_TOO_DEEP: { message: 'folders are nested too deeply', remedy: 'give the inner folder as evidence of its own' },
  FILE_CHANGED: {
    message: 'the file changed while it was read',
    remedy: 'copy it to a place where nothing writes to it, and add that copy',
  },
  NOT_A_FILE: { message: 'not a regular file or folder', remedy: 'devices, pipes and sockets are not read' },
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
  CSV_DAMAGED: {
    message: '{bytes} bytes break the rules of quoting; reading resumed at the next record',
    remedy: 'collect the file again if it is not damaged at its source',
  },
  CSV_CUT: { message: 'the file ends in mid-record', remedy: 'collect it again once the server has rotated it' },
  CSV_TOO_LONG: { message: 'a record of {bytes} bytes is longer than is read', remedy: 'look at the original' },
  CSVLOG_COLUMNS: {
    message: 'the record has {found} columns; PostgreSQL writes 23 to 26',
    remedy: 'see docs/evidence.md for the versions that are read',
  },
  CSVLOG_TIME_INVALID: { message: 'the record has no readable log_time', remedy: 'look at the original' },
  RULE_FILE_TOO_LARGE: { message: 'the rule file has {bytes} bytes, more than {limit}', remedy: 'split it into several files' },
  RULE_NOT_UTF8: { message: 'the rule file is not UTF-8 text', remedy: 'save it as UTF-8' },
  RULE_NOT_YAML: { message: 'not YAML: {cause}', remedy: 'mend the YAML at this place' },
  RULE_TOO_DEEP: { message: 'nested more than {limit} levels deep', remedy: 'write it flatter' },
  RULE_TOO_LARGE: { message: 'the rule has more than {limit} {what}', remedy: 'split the rule' },
  RULE_NOT_A_RULE: {
    message: 'not a Sigma rule: {why}',
    remedy: 'a rule is a mapping with title, logsource and detection; keep other YAML out of rule folders',
  },
  RULE_KEY_MISSING: { message: '`{key}` is missing', remedy: 'see docs/sigma.md for what a rule must have' },
  RULE_KEY_INVALID: { message: '`{key}` must be {expected}', remedy: 'see docs/sigma.md for what a rule may say' },
  RULE_KEY_DUPLICATE: { message: '`{key}` stands twice in one mapping', remedy: 'keep one; a list may hold several values' },
  RULE_MODIFIER_UNKNOWN: { message: 'unknown modifier `{modifier}`', remedy: 'see docs/sigma.md for the modifiers' },
  RULE_MODIFIER_MISUSED: { message: '`{modifier}` {why}', remedy: 'see docs/sigma.md for how modifiers combine' },
  RULE_VALUE_INVALID: { message: '{what} is not {expected}', remedy: 'mend the value' },
  RULE_PLACEHOLDER_UNRESOLVED: {
    message: 'placeholder {name} has no values',
    remedy: 'write the values into the rule, or leave the rule out',
  },
  RULE_REGEX_UNSUPPORTED: {
    message: 'the regular expression cannot run in linear time or is malformed ({cause})',
    remedy: 'write it without back-references and lookahead (RE2 syntax)',
  },
  RULE_CONDITION_SYNTAX: { message: 'condition: expected {expected}, found {found}', remedy: 'mend the condition' },
  RULE_CONDITION_NAME_UNKNOWN: { message: 'condition: no search identifier is called `{name}`', remedy: 'name one that `detection` has' },
  RULE_AGGREGATION_UNSUPPORTED: {
    message: 'condition: `|` starts an aggregation, which Sigma no longer has',
    remedy: 'write a correlation rule instead',
  },
  RULE_CORRELATION_UNSUPPORTED: { message: 'correlation rules are not supported yet', remedy: 'only its base rules will match' },
  RULE_FILTER_UNSUPPORTED: { message: 'filter documents are not supported yet', remedy: 'write the exception into the rule' },
  RULE_COLLECTION_UNSUPPORTED: { message: 'the collection action `{action}` is not supported', remedy: 'write each rule out in full' },
  RULE_ID_DUPLICATE: { message: 'the id {id} is also that of {other}', remedy: 'give each rule its own id' },
  LOGSOURCES_INVALID: { message: 'the logsource file is not valid: {why}', remedy: 'see docs/sigma.md for its shape' },
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
  SEED_INVALID: { message: 'the seed {seed} is not a whole number', remedy: 'give a whole number, such as 1' },
  NUMBER_PLAN_UNUSABLE: {
    message: 'the number plan leaves no room for subscribers, or is not made of digits',
    remedy: 'give a country code, lengths of at least eight digits more (15 at most), and networks of five or six digits',
  },
  OUT_NOT_EMPTY: { message: 'the output folder is not empty', remedy: 'give a folder that is new or empty; nothing is overwritten' },
  OUT_NOT_WRITABLE: {
    message: 'the output folder cannot be written ({cause})',
    remedy: 'check its path, its permissions and the free space',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** The codes that say the command line was wrong: exit code 2. */
const usageCodes = [
  'USAGE_SCOPE',
  'RULES_NOT_THERE',
  'CDR_NOT_THERE',
  'NUMBERS_BROKEN',
  'CONTEXT_UNREADABLE',
  'KEY_INSIDE_CASE',
  'KEY_MISSING',
  'SCENARIO_UNKNOWN',
  'SEED_INVALID',
  'OUT_NOT_EMPTY',
  'NUMBER_PLAN_UNUSABLE',
  'CASE_NOT_THERE',
  'CASE_FOREIGN',
  'TRUTH_UNREADABLE',
  'TRUTH_INVALID',
  'EVIDENCE_NOT_THERE',
  'USAGE_TIME',
  'USAGE_JOBS',
  'USAGE_OUT_EXISTS',
  'USAGE_REF',
  'USAGE_CASE_INSIDE',
] as const satisfies readonly ErrorCode[];

export type ErrorCode = keyof typeof errorCatalogue;

/** The catalogue's sentence for a code, with its details filled in. */
export function problem(code: ErrorCode, details: Record<string, string | number> = {}): string {
  return errorCatalogue[code].message.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? `{${name}}`));
}

/** Wrong usage, or a machine that fails: carries its code, its place and its remedy. */
export class HardcellError extends Error {
  readonly code: ErrorCode;
  readonly place: string | null;
  readonly remedy: string;
  /** Whether the command line was wrong, and not the machine. */
  readonly usage: boolean;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, place: string | null = null, options?: ErrorOptions) {
    super(problem(code, details), options);
    this.name = 'HardcellError';
    this.code = code;
    this.place = place;
    this.remedy = errorCatalogue[code].remedy;
    this.usage = (usageCodes as readonly string[]).includes(code);
  }
}

import { z } from 'zod';
import { formatSchema } from './format-schema.ts';
import { ticketTime } from './ticket-time.ts';
import type { CallRecordColumn } from './types.ts';

/** Digits that YAML may read as a number: `49` and `"49"` are the same. */
const digits = z.union([z.string(), z.int().min(0)]).transform(String);
const name = z.union([z.string(), z.int()]).transform(String).pipe(z.string().trim().min(1).max(500));
const optionalName = name.nullish().transform((value) => value ?? null);

/** UTC offset (`+01:00`) or a zone of the IANA database that this runtime knows. */
const zone = name
  .refine(isZone, 'must be a time zone such as Europe/Berlin, UTC or +01:00')
  .nullish()
  .transform((value) => value ?? null);

export const sourceSchema = z
  .strictObject({ match: name, host: optionalName, zone, kind: optionalName, store: optionalName })
  .describe(
    'Which server a log is from (match is a glob of the evidence path: * within a folder, ** across folders), its time zone, its kind, and its store.',
  );

export const numbersSchema = z
  .strictObject({
    country_code: digits.pipe(z.string().regex(/^[1-9]\d{0,2}$/, 'must be one to three digits without +')),
    national_prefix: digits
      .pipe(z.string().regex(/^\d{0,3}$/, 'must be at most three digits'))
      .nullish()
      .transform((value) => value ?? ''),
    msisdn_lengths: z
      .array(
        digits.pipe(
          z
            .string()
            .regex(/^(?:[5-9]|1[0-5])$/, 'must be a number of digits from 5 to 15, country code included')
            .transform(Number),
        ),
      )
      .min(1),
    mcc_mnc: z.array(digits.pipe(z.string().regex(/^\d{5,6}$/, 'must be five or six digits; quote it'))).default([]),
  })
  .describe("The carrier's number plan: how its MSISDNs and IMSIs are recognised in text.");

const CALL_RECORD_COLUMNS = [
  'servedMSISDN',
  'servedIMSI',
  'servedIMEI',
  'otherMSISDN',
  'startTime',
  'duration',
  'cell',
  'recordType',
  'volumeUplink',
  'volumeDownlink',
] as const satisfies readonly CallRecordColumn[];

const columns = Object.fromEntries(CALL_RECORD_COLUMNS.map((column) => [column, name.optional()])) as Record<
  CallRecordColumn,
  z.ZodOptional<typeof name>
>;

export const mappingSchema = z
  .strictObject({
    store: name,
    tables: z.array(name).default([]),
    files: name,
    key: optionalName,
    columns: z.strictObject(columns),
    time_zone: zone,
    load_time: optionalName,
  })
  .describe('How one call-record store spells its records: its tables in SQL, its files below --cdr, and its own name for each column.');

const names = z.union([z.array(name), name.transform((text) => text.split(/[;\s]+/).filter((part) => part !== ''))]);

export const ticketSchema = z
  .strictObject({
    id: name,
    from: z.string().refine((text) => ticketTime(text, false) !== null, 'must be a date or a time in ISO 8601'),
    to: z.string().refine((text) => ticketTime(text, true) !== null, 'must be a date or a time in ISO 8601'),
    accounts: names.nullish().transform((value) => value ?? []),
    hosts: names.nullish().transform((value) => value ?? []),
    purpose: z
      .string()
      .nullish()
      .transform((value) => value ?? ''),
  })
  .describe(
    'Announced work: who, where, from when to when. A date alone is its beginning in `from` and its end in `to`; accounts and hosts are parted by ; or space.',
  );

export const honeySchema = z
  .strictObject({
    kind: z.enum(['msisdn', 'imsi', 'imei'], 'must be msisdn, imsi or imei'),
    value: digits.pipe(z.string().regex(/^[+(]?\d[\d ()./-]{4,30}$/, 'must be an identifier of five digits or more; quote it')),
    note: optionalName,
  })
  .describe('A subscriber who does not exist, or whom nobody may ever ask for: whoever names the identifier in a query is looked into.');

/** JSON Schemas of the context files as people write them (before defaults), by the name of their page in docs/schemas/context. */
export function contextJsonSchemas(): Readonly<Record<string, object>> {
  const printed = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input' });
  return {
    sources: printed(z.array(sourceSchema)),
    numbers: printed(numbersSchema),
    mapping: printed(mappingSchema),
    format: printed(formatSchema),
    tickets: printed(z.array(ticketSchema)),
    honey: printed(z.array(honeySchema)),
  };
}

function isZone(text: string): boolean {
  if (/^[+-](?:0\d|1[0-4]):?[0-5]\d$/.test(text)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

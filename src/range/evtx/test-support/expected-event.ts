import { isoFromInstant } from '../../../lib/index.ts';
import type { EventRecord } from '../event.ts';
import { writesNames } from '../templates.ts';
import type { EventValue, ValueType } from '../value-type.ts';
import type { ForeignEvent } from './evtxexport.ts';

/** What evtxexport must print for a record that was given to the writer; hexadecimal is compared without leading zeros. */
export function expectedEvent(record: EventRecord, recordId: number): ForeignEvent {
  const { definition } = record;
  const { provider, body } = definition;
  const optional = (name: string, value: string | number | null | undefined): Record<string, string> =>
    value === null || value === undefined || value === '' ? {} : { [name]: String(value) };
  const fields =
    body.kind === 'EventData' && body.binary === true
      ? [...body.fields, { name: 'Binary', type: 'Binary', optional: true } as const]
      : body.fields;
  return {
    system: {
      'Provider.Name': provider.name,
      // A classic source has its GUID written out as text; elsewhere it is a value.
      ...optional('Provider.Guid', writesNames(provider) ? provider.guid : provider.guid?.toUpperCase()),
      ...optional('Provider.EventSourceName', provider.eventSourceName),
      ...optional('EventID.Qualifiers', definition.qualifiers),
      EventID: String(definition.id),
      Version: String(definition.version),
      Level: String(definition.level),
      Task: String(definition.task),
      Opcode: String(definition.opcode),
      Keywords: hex(definition.keywords),
      'TimeCreated.SystemTime': time(record.time, record.tick),
      EventRecordID: String(recordId),
      ...optional('Correlation.ActivityID', record.activityId?.toUpperCase()),
      'Execution.ProcessID': String(record.processId),
      'Execution.ThreadID': String(record.threadId),
      Channel: definition.channel,
      Computer: record.computer,
      ...optional('Security.UserID', record.userId),
    },
    values: fields.flatMap((field, i): [string, string][] => {
      const value = record.values[i] ?? null;
      const name = field.name ?? '';
      if (value === null && 'optional' in field && field.optional) return [];
      return Array.isArray(value) ? value.map((one: string): [string, string] => [name, one]) : [[name, text(field.type, value)]];
    }),
  };
}

/** The same event with hexadecimal brought to one form. */
export function comparable(event: ForeignEvent): ForeignEvent {
  const short = (value: string): string => value.replace(/^0x0*(?=[0-9a-f])/, '0x');
  return {
    system: Object.fromEntries(Object.entries(event.system).map(([name, value]) => [name, short(value)])),
    values: event.values.map(([name, value]) => [name, short(value)] as const),
  };
}

function text(type: ValueType, value: EventValue): string {
  if (value === null) return '';
  switch (type) {
    case 'HexInt32':
    case 'HexInt64':
    case 'Pointer':
      return hex(BigInt(value as number | bigint));
    case 'Guid':
      return String(value).toUpperCase();
    case 'Binary':
      return Buffer.from(value as Uint8Array)
        .toString('hex')
        .toUpperCase();
    case 'FileTime':
      return time(value as number, 0);
    case 'SystemTime':
      return isoFromInstant({ us: value as number, tick: 0, digits: 3 });
    case 'Real32':
    case 'Real64':
      return scientific(value as number);
    default:
      return String(value);
  }
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** evtxexport prints nanoseconds. */
function time(us: number, tick: number): string {
  return isoFromInstant({ us, tick, digits: 7 }).replace('Z', '00Z');
}

/** `1.500000e+000` */
function scientific(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(6).split('e');
  return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(3, '0')}`;
}

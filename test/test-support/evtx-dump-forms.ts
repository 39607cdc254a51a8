import type { EventRecord } from '../../src/range/evtx/index.ts';
import type { WindowsForm } from './windows-form.ts';
import { DECIMAL, keywords, lines, members, time, valuesOf, type Value } from './windows-values.ts';

const lowerBraced = (guid: string | null): string | undefined => guid?.toLowerCase();

/** evtx_dump: numbers where they are decimal, nothing where an element is empty. */
function dumped({ type, value, text }: Value): unknown {
  if (type === 'Boolean') return value;
  return DECIMAL.has(type) ? Number(value) : text;
}

function dumpBody(record: EventRecord): Record<string, unknown> {
  const { body } = record.definition;
  if (body.kind === 'UserData')
    return { UserData: { [body.root]: { '#attributes': { xmlns: body.namespace }, ...members(record, dumped) } } };
  const unnamed = valuesOf(record).filter(({ name }) => name === null);
  return { EventData: unnamed.length > 0 ? { Data: { '#text': unnamed.map(dumped) } } : members(record, dumped) };
}

export const evtxDump: WindowsForm = ({ record }, recordId) => {
  const { definition: d } = record;
  const id = d.qualifiers === undefined ? d.id : { '#attributes': { Qualifiers: d.qualifiers }, '#text': d.id };
  return lines({
    Event: {
      '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
      System: {
        Provider: { '#attributes': { Name: d.provider.name, Guid: lowerBraced(d.provider.guid) } },
        EventID: id,
        Version: d.version,
        Level: d.level,
        Task: d.task,
        Opcode: d.opcode,
        Keywords: keywords(record),
        TimeCreated: { '#attributes': { SystemTime: `${time(record, 6)}Z` } },
        EventRecordID: recordId,
        Correlation: null,
        Execution: { '#attributes': { ProcessID: record.processId, ThreadID: record.threadId } },
        Channel: d.channel,
        Computer: record.computer,
        Security: record.userId === null ? null : { '#attributes': { UserID: record.userId } },
      },
      ...dumpBody(record),
    },
  });
};

/** The same with `--separate-json-attributes`. */
export const evtxDumpSeparate: WindowsForm = ({ record }, recordId) => {
  const { definition: d } = record;
  return lines({
    Event_attributes: { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    Event: {
      System: {
        Provider_attributes: { Name: d.provider.name, Guid: lowerBraced(d.provider.guid) },
        ...(d.qualifiers === undefined ? {} : { EventID_attributes: { Qualifiers: d.qualifiers } }),
        EventID: d.id,
        Version: d.version,
        Level: d.level,
        Task: d.task,
        Opcode: d.opcode,
        Keywords: keywords(record),
        TimeCreated_attributes: { SystemTime: `${time(record, 6)}Z` },
        EventRecordID: recordId,
        Correlation: null,
        Execution_attributes: { ProcessID: record.processId, ThreadID: record.threadId },
        Channel: d.channel,
        Computer: record.computer,
        ...(record.userId === null ? { Security: null } : { Security_attributes: { UserID: record.userId } }),
      },
      ...(d.body.kind === 'UserData'
        ? { UserData: { [`${d.body.root}_attributes`]: { xmlns: d.body.namespace }, [d.body.root]: members(record, dumped) } }
        : dumpBody(record)),
    },
  });
};

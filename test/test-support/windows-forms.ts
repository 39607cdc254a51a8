import type { EventRecord } from '../../src/range/evtx/index.ts';
import { evtxDump, evtxDumpSeparate } from './evtx-dump-forms.ts';
import type { WindowsForm } from './windows-form.ts';
import type { WindowsSample } from './windows-samples.ts';
import { DECIMAL, HEXADECIMAL, keywords, lines, members, time, valuesOf, type Value } from './windows-values.ts';

export { evtxDump, evtxDumpSeparate, type WindowsForm };

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `wevtutil qe /f:xml`: one line, GUIDs in lower case, nine digits. */
export const xml: WindowsForm = ({ record, message }, recordId) => {
  const { definition: d } = record;
  const data = valuesOf(record);
  const guid = (text: string): string => `'${text.toLowerCase()}'`;
  const body =
    d.body.kind === 'EventData'
      ? `<EventData>${data.map(({ name, type, text }) => `<Data${name === null ? '' : ` Name='${name}'`}>${escaped((type === 'Guid' ? text?.toLowerCase() : text) ?? '')}</Data>`).join('')}</EventData>`
      : `<UserData><${d.body.root} xmlns='${d.body.namespace}'>${data.map(({ name, text }) => `<${name}>${escaped(text ?? '')}</${name}>`).join('')}</${d.body.root}></UserData>`;
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${d.provider.name}'${d.provider.guid === null ? '' : ` Guid=${guid(d.provider.guid)}`}/>` +
    `<EventID${d.qualifiers === undefined ? '' : ` Qualifiers='${d.qualifiers}'`}>${d.id}</EventID><Version>${d.version}</Version><Level>${d.level}</Level><Task>${d.task}</Task><Opcode>${d.opcode}</Opcode>` +
    `<Keywords>${keywords(record)}</Keywords><TimeCreated SystemTime='${time(record, 9)}Z'/><EventRecordID>${recordId}</EventRecordID><Correlation/>` +
    `<Execution ProcessID='${record.processId}' ThreadID='${record.threadId}'/><Channel>${d.channel}</Channel><Computer>${record.computer}</Computer>` +
    `<Security${record.userId === null ? '' : ` UserID='${record.userId}'`}/></System>${body}<RenderingInfo Culture='en-US'><Message>${escaped(message)}</Message></RenderingInfo></Event>\r\n`
  );
};

const withoutNulls = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));

/** NXLog, im_msvistalog and to_json: local time, all payload as text with XML's escapes left in, names of its own beside it, some over the payload's. */
export const nxlog: WindowsForm = ({ record, message }, recordId) => {
  const { definition: d } = record;
  const payload = members(record, ({ text }) => (text === null ? null : escaped(text)));
  const { ProcessID, ...rest } = payload;
  const flat = {
    ...withoutNulls(rest),
    ...(ProcessID === undefined ? {} : { ProcessId: ProcessID }),
    EventTime: time(record, 0).replace('T', ' '),
    Hostname: record.computer,
    Keywords: 0,
    EventType: d.provider.name.includes('Auditing') ? 'AUDIT_SUCCESS' : 'INFO',
    SeverityValue: 2,
    Severity: 'INFO',
    EventID: d.id,
    SourceName: d.provider.name,
    ProviderGuid: d.provider.guid,
    Version: d.version,
    Task: d.task,
    OpcodeValue: d.opcode,
    RecordNumber: recordId,
    ExecutionProcessID: record.processId,
    ThreadID: record.threadId,
    Channel: d.channel === 'Security' ? 'security' : d.channel,
    Domain: 'NT AUTHORITY',
    AccountName: 'SYSTEM',
    AccountType: 'User',
    UserID: record.userId,
    Message: message,
    Category: 'Logon',
    Opcode: 'Info',
    EventReceivedTime: time(record, 0).replace('T', ' '),
    SourceModuleName: 'eventlog',
    SourceModuleType: 'im_msvistalog',
  };
  // JSON.stringify has no way to write a number above 2^53.
  return lines(withoutNulls(flat)).replace('"Keywords":0', `"Keywords":${BigInt.asIntN(64, d.keywords)}`);
};

/** One flat object under System's own names. */
export const flatExport: WindowsForm = ({ record, message }, recordId) => {
  const { definition: d } = record;
  return lines({
    SourceName: d.provider.name,
    ...(d.provider.guid === null ? {} : { ProviderGuid: d.provider.guid.toLowerCase() }),
    Level: String(d.level),
    Keywords: keywords(record),
    Channel: d.channel,
    Hostname: record.computer,
    TimeCreated: `${time(record, 3)}Z`,
    '@timestamp': `${time(record, 3)}Z`,
    EventID: d.id,
    RecordNumber: recordId,
    Message: message,
    Task: String(d.task),
    UserID: record.userId,
    ExecutionProcessID: record.processId,
    ExecutionThreadID: record.threadId,
    ...(d.body.kind === 'EventData' ? members(record, ({ text }) => text) : { UserData: null }),
  });
};

/** Winlogbeat numbers values that have no name, and leaves out those that are empty. */
function beatData(record: EventRecord): Record<string, unknown> {
  const data = valuesOf(record).map(({ name, text }, place) => [name ?? `param${place + 1}`, text]);
  const { body } = record.definition;
  const named = withoutNulls(Object.fromEntries(data));
  return body.kind === 'EventData' ? { event_data: named } : { user_data: { ...named, xml_name: body.root } };
}

const beatKeywords = ({ definition }: EventRecord): string[] => (definition.provider.name.includes('Auditing') ? ['Audit Success'] : []);

export const winlogbeat: WindowsForm = ({ record, message }, recordId) => {
  const { definition: d } = record;
  return lines({
    '@timestamp': `${time(record, 3)}Z`,
    beat: { hostname: 'WEC', name: 'WEC', version: '6.8.0' },
    computer_name: record.computer,
    event_id: d.id,
    keywords: beatKeywords(record),
    level: 'Information',
    log_name: d.channel,
    message,
    opcode: 'Info',
    process_id: record.processId,
    ...(d.provider.guid === null ? {} : { provider_guid: d.provider.guid }),
    record_number: String(recordId),
    source_name: d.provider.name,
    task: 'Logon',
    thread_id: record.threadId,
    type: 'wineventlog',
    user: record.userId === null ? undefined : { identifier: record.userId, name: 'SYSTEM', domain: 'NT AUTHORITY', type: 'User' },
    version: d.version,
    ...beatData(record),
  });
};

function ecsOf({ record, message }: WindowsSample, recordId: number, data: Record<string, unknown>): Record<string, unknown> {
  const { definition: d } = record;
  return {
    '@timestamp': `${time(record, 7)}Z`,
    agent: { type: 'winlogbeat', version: '8.12.0', hostname: 'WEC' },
    event: { code: String(d.id), kind: 'event', provider: d.provider.name, action: 'Logon', created: '2030-01-01T00:00:00.000Z' },
    host: { name: record.computer },
    log: { level: 'information' },
    message,
    winlog: {
      channel: d.channel,
      computer_name: record.computer,
      event_id: String(d.id),
      keywords: beatKeywords(record),
      opcode: 'Info',
      process: { pid: record.processId, thread: { id: record.threadId } },
      ...(d.provider.guid === null ? {} : { provider_guid: d.provider.guid }),
      provider_name: d.provider.name,
      record_id: recordId,
      task: 'Logon',
      user: record.userId === null ? undefined : { identifier: record.userId },
      version: d.version,
      ...data,
    },
  };
}

export const winlogbeatEcs: WindowsForm = (sample, recordId) => lines(ecsOf(sample, recordId, beatData(sample.record)));

export const kibana: WindowsForm = (sample, recordId) =>
  lines({ _index: 'winlogbeat-8', _id: `id${recordId}`, _score: 1, _source: ecsOf(sample, recordId, beatData(sample.record)) });

const bare = (guid: string): string => guid.slice(1, -1);

/** Velociraptor: every number as a number, GUIDs without braces, the time in seconds. */
export const velociraptor: WindowsForm = ({ record, message }, recordId) => {
  const { definition: d } = record;
  const turn = ({ type, value, text }: Value): unknown => {
    if (DECIMAL.has(type) || HEXADECIMAL.has(type)) return Number(value);
    return type === 'Boolean' ? value : type === 'Guid' ? bare(text ?? '') : text;
  };
  const unnamed = valuesOf(record).filter(({ name }) => name === null);
  const payload = unnamed.length > 0 ? { Data: unnamed.map(turn) } : members(record, turn);
  return lines({
    System: {
      Provider: { Name: d.provider.name, Guid: d.provider.guid === null ? undefined : bare(d.provider.guid) },
      EventID: { Value: d.id, Qualifiers: d.qualifiers },
      Version: d.version,
      Level: d.level,
      Task: d.task,
      Opcode: d.opcode,
      Keywords: 0,
      TimeCreated: { SystemTime: record.time / 1e6 },
      EventRecordID: recordId,
      Correlation: {},
      Execution: { ProcessID: record.processId, ThreadID: record.threadId },
      Channel: d.channel,
      Computer: record.computer,
      Security: record.userId === null ? {} : { UserID: record.userId },
    },
    ...(d.body.kind === 'UserData' ? { UserData: { [d.body.root]: payload } } : { EventData: payload }),
    Message: message,
  }).replace('"Keywords":0', `"Keywords":${d.keywords}`);
};

/** A search's result of Splunk, whose original is Windows' XML. */
export const splunk: WindowsForm = (sample, recordId) =>
  lines({
    preview: false,
    offset: recordId,
    result: { host: 'wec', _raw: xml(sample, recordId).trim(), _time: '2030-01-01 00:00:00.000 UTC' },
  });

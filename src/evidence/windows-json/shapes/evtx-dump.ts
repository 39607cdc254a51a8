import { jsonPath, type JsonLine } from '../../json/index.ts';
import { listAttributes, listPayload, type AddField } from '../payload.ts';
import { systemSources, NOTHING, type Shape } from '../shape.ts';
import { localName } from '../../windows-xml/index.ts';
import { bareGuid, channel, guid, hexadecimal } from '../turns.ts';

/** An attribute of an element of System: in the element, or beside it with `--separate-json-attributes`. */
function attribute(element: string, name: string): string {
  return `${element}.#attributes.${name}|${element}_attributes.${name}`;
}

function text(element: string): string {
  return `${element}|${element}.#text`;
}

const EVENT = jsonPath('Event');
const ATTRIBUTES = /^(.+)_attributes$/;

const OWN = jsonPath('#attributes');
const PAYLOAD = new Set(['EventData', 'UserData']);

/** Adds what stands in System, and beside it and the payload, as the elements it was. */
function listBeside(line: JsonLine, event: number, add: AddField): void {
  for (let node = event + 1; node < line.next(event); node = line.next(node)) {
    const key = line.key(node);
    const apart = ATTRIBUTES.exec(key);
    const name = localName(apart?.[1] ?? key);
    const prefix = name === 'System' || PAYLOAD.has(name) ? '' : `${name}_`;
    const attributes = apart ? node : line.at(node, OWN);
    if (key !== '#attributes' && attributes >= 0) listAttributes(line, attributes, prefix + name, add);
    if (!apart && !PAYLOAD.has(name)) listPayload(line, node, NOTHING, (inner, at) => add(prefix + inner, at));
  }
}

/** The JSON of evtx_dump: elements as objects, attributes in `#attributes` or apart from them. */
export const evtxDump: Shape = {
  name: 'evtx_dump',
  systemObject: jsonPath('Event.System'),
  system: systemSources({
    Provider_Name: attribute('Provider', 'Name'),
    ProviderGuid: [attribute('Provider', 'Guid'), guid],
    Provider_EventSourceName: attribute('Provider', 'EventSourceName'),
    EventID_Qualifiers: attribute('EventID', 'Qualifiers'),
    EventID: text('EventID'),
    Version: text('Version'),
    Level: text('Level'),
    Task: text('Task'),
    Opcode: text('Opcode'),
    Keywords: [text('Keywords'), hexadecimal],
    EventRecordID: text('EventRecordID'),
    ActivityID: [attribute('Correlation', 'ActivityID'), guid],
    RelatedActivityID: [attribute('Correlation', 'RelatedActivityID'), guid],
    ExecutionProcessID: attribute('Execution', 'ProcessID'),
    ExecutionThreadID: attribute('Execution', 'ThreadID'),
    Channel: [text('Channel'), channel],
    Computer: text('Computer'),
    UserID: attribute('Security', 'UserID'),
  }),
  times: attribute('TimeCreated', 'SystemTime')
    .split('|')
    .map((path) => jsonPath(`Event.System.${path}`)),
  message: null,
  payload: ['Event.EventData', 'Event.UserData'].map(jsonPath),
  header: NOTHING,
  value: (value) => bareGuid(value),
  beside: ({ line, root }, add) => listBeside(line, line.at(root, EVENT), add),
};

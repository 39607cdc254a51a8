import { jsonPath } from '../../json/index.ts';
import { nativeText, withoutReferences } from '../../windows-xml/index.ts';
import { recovered, RECOVERED } from '../recovered.ts';
import { systemSources, type Placed, type Shape } from '../shape.ts';
import { eventTime, offsetBetween } from '../time.ts';
import { channel, guid, hexadecimal } from '../turns.ts';

/** What NXLog makes of the event itself (im_msvistalog), and what collectors behind it add. */
const HEADER = [
  'AccountName AccountType ActivityID Category Channel Domain ERROR_EVT_UNRESOLVED EventID EventReceivedTime EventTime EventTimeWritten',
  'ExecutionProcessID Hostname Keywords Level Message MessageSourceAddress Opcode OpcodeValue ProviderGuid RecordNumber',
  'RelatedActivityID Severity SeverityValue SourceModuleName SourceModuleType SourceName Task ThreadID UserID Version',
  '@timestamp @version _id _index _score _type host message path port tags timestamp type',
].flatMap((line) => line.split(' '));

/** NXLog's own words for the kind of an event, which a payload may have under the same name; with the level that each stands for. */
const LEVELS: Readonly<Record<string, string>> = {
  CRITICAL: '1',
  ERROR: '2',
  WARNING: '3',
  INFO: '4',
  VERBOSE: '5',
  AUDIT_SUCCESS: '0',
  AUDIT_FAILURE: '0',
};

const RECEIVED = jsonPath('EventReceivedTime');
const TAKEN_IN = jsonPath('@timestamp');

/** Values that were taken out of XML and not unescaped hold no bare markup. */
const ESCAPED = /&(?:lt|gt|amp|quot|apos);/;
const BARE = /[<>]|&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);)/;

/** NXLog's JSON (im_msvistalog, to_json): one flat object in which header and payload lie side by side. */
export const nxlog: Shape = {
  name: 'nxlog',
  systemObject: null,
  system: systemSources({
    Provider_Name: 'SourceName',
    ProviderGuid: ['ProviderGuid', guid],
    EventID: 'EventID',
    Version: 'Version',
    Level: ['Level|EventType', (text) => LEVELS[text] ?? (/^\d+$/.test(text) ? text : null)],
    Task: 'Task',
    Opcode: 'OpcodeValue',
    Keywords: ['Keywords', hexadecimal],
    EventRecordID: 'RecordNumber',
    ActivityID: ['ActivityID', guid],
    RelatedActivityID: ['RelatedActivityID', guid],
    // Older versions have it under the name that some payloads use.
    ExecutionProcessID: 'ExecutionProcessID|ProcessID',
    ExecutionThreadID: 'ThreadID',
    Channel: ['Channel', channel],
    Computer: 'Hostname',
    UserID: 'UserID',
  }),
  times: ['EventTime', 'EventTimeWritten', 'TimeCreated'].map(jsonPath),
  message: jsonPath('Message'),
  payload: null,
  header: new Set(HEADER),
  value(text, name, number) {
    // Payloads are text throughout; a number is NXLog's own.
    if ((name === 'EventType' && text in LEVELS) || (name === 'ProcessID' && number)) return undefined;
    return nativeText(ESCAPED.test(text) && !BARE.test(text) ? withoutReferences(text) : text);
  },
  lost: recovered,
  losses: RECOVERED,
  clockOffset: ({ line, root }: Placed) => {
    const received = eventTime(line.text(line.at(root, RECEIVED)) ?? '');
    const takenIn = eventTime(line.text(line.at(root, TAKEN_IN)) ?? '');
    return received?.wall && takenIn && !takenIn.wall ? offsetBetween(received.time, takenIn.time) : null;
  },
};

import { eventData, userData, type EventKind } from '../event-kind.ts';
import { eventLog } from './log.ts';

/** The service control manager keeps its old source name beside the manifest's, hence the qualifiers. */
const services = {
  name: 'Service Control Manager',
  guid: '{555908d1-a6d7-4695-8e1e-26931d2012f4}',
  eventSourceName: 'Service Control Manager',
  terminatedStrings: false,
  fragmentHeader: true,
} as const;

const scm = { version: 0, level: 4, task: 0, keywords: 0x8080_0000_0000_0000n, qualifiers: 16384 } as const;

/** A service started or stopped. */
const stateChanged = eventData(services, 'System', 7036, scm, { param1: 'UnicodeString', param2: 'UnicodeString' });

/** The same, with the Binary element (service name and state) that follows its Data elements. */
export const event7036: EventKind<'param1' | 'param2' | 'Binary'> = {
  definition: { ...stateChanged.definition, body: { kind: 'EventData', binary: true, fields: stateChanged.definition.body.fields } },
  names: ['param1', 'param2', 'Binary'],
};

/** A service's start type was changed. */
export const event7040 = eventData(services, 'System', 7040, scm, {
  param1: 'UnicodeString',
  param2: 'UnicodeString',
  param3: 'UnicodeString',
  param4: 'UnicodeString',
});

/** A service was installed. */
export const event7045 = eventData(services, 'System', 7045, scm, {
  ServiceName: 'UnicodeString',
  ImagePath: 'UnicodeString',
  ServiceType: 'UnicodeString',
  StartType: 'UnicodeString',
  AccountName: 'UnicodeString',
});

/** How long the system has been up, in seconds; written each noon. */
export const event6013: EventKind<'strings'> = {
  definition: {
    provider: eventLog,
    channel: 'System',
    id: 6013,
    version: 0,
    level: 4,
    task: 0,
    opcode: 0,
    keywords: 0x80_0000_0000_0000n,
    qualifiers: 32768,
    body: { kind: 'EventData', fields: [{ name: null, type: 'StringArray' }] },
  },
  names: ['strings'],
};

const sessions = {
  name: 'Microsoft-Windows-TerminalServices-LocalSessionManager',
  guid: '{5D896912-022D-40AA-A3A8-4FA5515C76D7}',
  terminatedStrings: true,
  fragmentHeader: true,
} as const;

export const LOCAL_SESSIONS = 'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational';

const quiet = { version: 0, level: 4, task: 0, keywords: 0x1000_0000_0000_0000n } as const;
const root = { name: 'EventXML', namespace: 'Event_NS' } as const;

function session(id: number): EventKind<'User' | 'SessionID' | 'Address'> {
  return userData(sessions, LOCAL_SESSIONS, id, quiet, root, { User: 'UnicodeString', SessionID: 'UInt32', Address: 'UnicodeString' });
}

/** A session's logon succeeded; its shell started; it was disconnected; it was reconnected. */
export const localSession21 = session(21);
export const localSession22 = session(22);
export const localSession24 = session(24);
export const localSession25 = session(25);
/** A session was logged off. */
export const localSession23 = userData(sessions, LOCAL_SESSIONS, 23, quiet, root, { User: 'UnicodeString', SessionID: 'UInt32' });
/** A session was disconnected, and why. */
export const localSession40 = userData(sessions, LOCAL_SESSIONS, 40, quiet, root, { Session: 'UInt32', Reason: 'UInt32' });

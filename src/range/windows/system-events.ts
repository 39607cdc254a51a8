import { eventData, userData, type EventKind } from './event-kind.ts';

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

/** The log service's own source has no manifest, so no GUID and no names. */
const eventLog = { name: 'EventLog', guid: null, terminatedStrings: false, fragmentHeader: true } as const;

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

function session(id: number): EventKind<'User' | 'SessionID' | 'Address'> {
  const numbers = { version: 0, level: 4, task: 0, keywords: 0x1000_0000_0000_0000n };
  const root = { name: 'EventXML', namespace: 'Event_NS' };
  return userData(sessions, LOCAL_SESSIONS, id, numbers, root, { User: 'UnicodeString', SessionID: 'UInt32', Address: 'UnicodeString' });
}

/** A session's logon succeeded; it was disconnected. */
export const localSession21 = session(21);
export const localSession24 = session(24);

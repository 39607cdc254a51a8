import { eventData, userData, type EventKind } from '../event-kind.ts';
import { audited, provider } from './audit.ts';

/** The log service writes its own name into a template of its own; its elements stand below a UserData of the outer one. */
const service = {
  name: 'Microsoft-Windows-Eventlog',
  guid: '{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}',
  writtenNames: true,
  terminatedStrings: true,
  fragmentHeader: true,
} as const;

const NAMESPACE = 'http://manifests.microsoft.com/win/2004/08/windows/eventlog';

function numbers(task: number, keywords: bigint): { version: number; level: number; task: number; keywords: bigint } {
  return { version: 0, level: 4, task, keywords };
}

/** The security log was cleared. */
export const event1102 = userData(
  service,
  'Security',
  1102,
  numbers(104, 0x4020_0000_0000_0000n),
  { name: 'LogFileCleared', namespace: NAMESPACE },
  { SubjectUserSid: 'Sid', SubjectUserName: 'UnicodeString', SubjectDomainName: 'UnicodeString', SubjectLogonId: 'HexInt64' },
);

/** Another log was cleared. */
export const event104 = userData(
  service,
  'System',
  104,
  numbers(104, 0x8000_0000_0000_0000n),
  { name: 'LogFileCleared', namespace: NAMESPACE },
  { SubjectUserName: 'UnicodeString', SubjectDomainName: 'UnicodeString', Channel: 'UnicodeString', BackupPath: 'UnicodeString' },
);

/** The log service stops with the system. */
export const event1100 = userData(
  service,
  'Security',
  1100,
  numbers(103, 0x4020_0000_0000_0000n),
  { name: 'ServiceShutdown', namespace: NAMESPACE },
  {},
);

/** Windows starts: the security log's first word. */
export const event4608 = eventData(provider, 'Security', 4608, audited(12288), {});

/** The log service's own source has no manifest, so no GUID and no names. */
export const eventLog = { name: 'EventLog', guid: null, terminatedStrings: false, fragmentHeader: true } as const;

function classic(id: number, level: number): EventKind<'strings' | 'Binary'> {
  return {
    definition: {
      provider: eventLog,
      channel: 'System',
      id,
      version: 0,
      level,
      task: 0,
      opcode: 0,
      keywords: 0x80_0000_0000_0000n,
      qualifiers: 32768,
      body: { kind: 'EventData', binary: true, fields: [{ name: null, type: 'StringArray', optional: true }] },
    },
    names: ['strings', 'Binary'],
  };
}

/** The log service starts; it stops. */
export const event6005 = classic(6005, 4);
export const event6006 = classic(6006, 4);
/** The system went down without a word. */
export const event6008 = classic(6008, 2);
/** Which Windows started. */
export const event6009 = classic(6009, 4);

const kernel = {
  name: 'Microsoft-Windows-Kernel-General',
  guid: '{A68CA8B7-004F-D7B6-A698-07E2DE0F1F5D}',
  terminatedStrings: true,
  fragmentHeader: false,
} as const;

/** The system started; it goes down. */
export const event12 = eventData(kernel, 'System', 12, numbers(1, 0x8000_0000_0000_0080n), {
  MajorVersion: 'UInt32',
  MinorVersion: 'UInt32',
  BuildVersion: 'UInt32',
  QfeVersion: 'UInt32',
  ServiceVersion: 'UInt16',
  BootMode: 'UInt32',
  StartTime: 'FileTime',
});
export const event13 = eventData(kernel, 'System', 13, numbers(2, 0x8000_0000_0000_0080n), { StopTime: 'FileTime' });

/** Somebody asked for a restart. */
export const event1074 = eventData(
  {
    name: 'User32',
    guid: '{b0aa8734-56f7-41cc-b2f4-de228e98b946}',
    eventSourceName: 'User32',
    terminatedStrings: false,
    fragmentHeader: true,
  },
  'System',
  1074,
  { version: 0, level: 4, task: 0, keywords: 0x8080_0000_0000_0000n, qualifiers: 32768 },
  {
    param1: 'UnicodeString',
    param2: 'UnicodeString',
    param3: 'UnicodeString',
    param4: 'UnicodeString',
    param5: 'UnicodeString',
    param6: 'UnicodeString',
    param7: 'UnicodeString',
  },
);

const winlogon = {
  name: 'Microsoft-Windows-Winlogon',
  guid: '{DBE9B383-7CF3-4331-91CC-A3CB16A3B538}',
  terminatedStrings: true,
  fragmentHeader: false,
} as const;

/** A user's desktop is set up; it is taken down. */
export const event7001 = eventData(winlogon, 'System', 7001, numbers(1101, 0x2000_2000_0000_0000n), { TSId: 'UInt32', UserSid: 'Sid' });
export const event7002 = eventData(winlogon, 'System', 7002, numbers(1102, 0x2000_2000_0000_0000n), { TSId: 'UInt32', UserSid: 'Sid' });

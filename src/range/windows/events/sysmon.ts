import { eventData } from '../event-kind.ts';

/** Events of Sysmon 14 (event schema 4.83): fields, order and types as its manifest has them. Task and EventID are equal. */
export const provider = {
  name: 'Microsoft-Windows-Sysmon',
  guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
  terminatedStrings: true,
  fragmentHeader: true,
} as const;

export const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

export function numbers(task: number, version: number): { version: number; level: number; task: number; keywords: bigint } {
  return { version, level: 4, task, keywords: 0x8000_0000_0000_0000n };
}

/** A process was created. */
export const sysmon1 = eventData(provider, SYSMON, 1, numbers(1, 5), {
  RuleName: 'UnicodeString',
  UtcTime: 'UnicodeString',
  ProcessGuid: 'Guid',
  ProcessId: 'UInt32',
  Image: 'UnicodeString',
  FileVersion: 'UnicodeString',
  Description: 'UnicodeString',
  Product: 'UnicodeString',
  Company: 'UnicodeString',
  OriginalFileName: 'UnicodeString',
  CommandLine: 'UnicodeString',
  CurrentDirectory: 'UnicodeString',
  User: 'UnicodeString',
  LogonGuid: 'Guid',
  LogonId: 'HexInt64',
  TerminalSessionId: 'UInt32',
  IntegrityLevel: 'UnicodeString',
  Hashes: 'UnicodeString',
  ParentProcessGuid: 'Guid',
  ParentProcessId: 'UInt32',
  ParentImage: 'UnicodeString',
  ParentCommandLine: 'UnicodeString',
  ParentUser: 'UnicodeString',
});

/** A connection was opened or accepted. */
export const sysmon3 = eventData(provider, SYSMON, 3, numbers(3, 5), {
  RuleName: 'UnicodeString',
  UtcTime: 'UnicodeString',
  ProcessGuid: 'Guid',
  ProcessId: 'UInt32',
  Image: 'UnicodeString',
  User: 'UnicodeString',
  Protocol: 'UnicodeString',
  Initiated: 'Boolean',
  SourceIsIpv6: 'Boolean',
  SourceIp: 'UnicodeString',
  SourceHostname: 'UnicodeString',
  SourcePort: 'UInt16',
  SourcePortName: 'UnicodeString',
  DestinationIsIpv6: 'Boolean',
  DestinationIp: 'UnicodeString',
  DestinationHostname: 'UnicodeString',
  DestinationPort: 'UInt16',
  DestinationPortName: 'UnicodeString',
});

/** A process ended. */
export const sysmon5 = eventData(provider, SYSMON, 5, numbers(5, 3), {
  RuleName: 'UnicodeString',
  UtcTime: 'UnicodeString',
  ProcessGuid: 'Guid',
  ProcessId: 'UInt32',
  Image: 'UnicodeString',
  User: 'UnicodeString',
});

/** A process opened another. */
export const sysmon10 = eventData(provider, SYSMON, 10, numbers(10, 3), {
  RuleName: 'UnicodeString',
  UtcTime: 'UnicodeString',
  SourceProcessGUID: 'Guid',
  SourceProcessId: 'UInt32',
  SourceThreadId: 'UInt32',
  SourceImage: 'UnicodeString',
  TargetProcessGUID: 'Guid',
  TargetProcessId: 'UInt32',
  TargetImage: 'UnicodeString',
  GrantedAccess: 'HexInt32',
  CallTrace: 'UnicodeString',
  SourceUser: 'UnicodeString',
  TargetUser: 'UnicodeString',
});

/** A file was created or overwritten. */
export const sysmon11 = eventData(provider, SYSMON, 11, numbers(11, 2), {
  RuleName: 'UnicodeString',
  UtcTime: 'UnicodeString',
  ProcessGuid: 'Guid',
  ProcessId: 'UInt32',
  Image: 'UnicodeString',
  TargetFilename: 'UnicodeString',
  CreationUtcTime: 'UnicodeString',
  User: 'UnicodeString',
});

import { eventData } from '../event-kind.ts';
import { audited, FAILURE, provider, subject } from './audit.ts';

/** An account was logged on. */
export const event4624 = eventData(provider, 'Security', 4624, audited(12544, 2), {
  ...subject,
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
  LogonType: 'UInt32',
  LogonProcessName: 'UnicodeString',
  AuthenticationPackageName: 'UnicodeString',
  WorkstationName: 'UnicodeString',
  LogonGuid: 'Guid',
  TransmittedServices: 'UnicodeString',
  LmPackageName: 'UnicodeString',
  KeyLength: 'UInt32',
  ProcessId: 'Pointer',
  ProcessName: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
  ImpersonationLevel: 'UnicodeString',
  RestrictedAdminMode: 'UnicodeString',
  TargetOutboundUserName: 'UnicodeString',
  TargetOutboundDomainName: 'UnicodeString',
  VirtualAccount: 'UnicodeString',
  TargetLinkedLogonId: 'HexInt64',
  ElevatedToken: 'UnicodeString',
});

/** An account failed to log on. */
export const event4625 = eventData(provider, 'Security', 4625, audited(12544, 0, FAILURE), {
  ...subject,
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  Status: 'HexInt32',
  FailureReason: 'UnicodeString',
  SubStatus: 'HexInt32',
  LogonType: 'UInt32',
  LogonProcessName: 'UnicodeString',
  AuthenticationPackageName: 'UnicodeString',
  WorkstationName: 'UnicodeString',
  TransmittedServices: 'UnicodeString',
  LmPackageName: 'UnicodeString',
  KeyLength: 'UInt32',
  ProcessId: 'Pointer',
  ProcessName: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
});

/** An account was logged off. */
export const event4634 = eventData(provider, 'Security', 4634, audited(12545), {
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
  LogonType: 'UInt32',
});

/** A user asked to be logged off. */
export const event4647 = eventData(provider, 'Security', 4647, audited(12545), {
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
});

/** Explicit credentials were used. */
export const event4648 = eventData(provider, 'Security', 4648, audited(12544), {
  ...subject,
  LogonGuid: 'Guid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonGuid: 'Guid',
  TargetServerName: 'UnicodeString',
  TargetInfo: 'UnicodeString',
  ProcessId: 'Pointer',
  ProcessName: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
});

/** A new logon got privileges. */
export const event4672 = eventData(provider, 'Security', 4672, audited(12548), { ...subject, PrivilegeList: 'UnicodeString' });

/** A process was created. */
export const event4688 = eventData(provider, 'Security', 4688, audited(13312, 2), {
  ...subject,
  NewProcessId: 'Pointer',
  NewProcessName: 'UnicodeString',
  TokenElevationType: 'UnicodeString',
  ProcessId: 'Pointer',
  CommandLine: 'UnicodeString',
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
  ParentProcessName: 'UnicodeString',
  MandatoryLabel: 'Sid',
});

/** A process ended. */
export const event4689 = eventData(provider, 'Security', 4689, audited(13313), {
  ...subject,
  Status: 'HexInt32',
  ProcessId: 'Pointer',
  ProcessName: 'UnicodeString',
});

/** A service was installed. */
export const event4697 = eventData(provider, 'Security', 4697, audited(12289), {
  ...subject,
  ServiceName: 'UnicodeString',
  ServiceFileName: 'UnicodeString',
  ServiceType: 'HexInt32',
  ServiceStartType: 'UInt32',
  ServiceAccount: 'UnicodeString',
});

const credentials = {
  PackageName: 'UnicodeString',
  TargetUserName: 'UnicodeString',
  Workstation: 'UnicodeString',
  Status: 'HexInt32',
} as const;

/** This machine checked credentials (NTLM): a member those of its own accounts, a controller those of its domain's. */
export const event4776 = eventData(provider, 'Security', 4776, audited(14336), credentials);
export const event4776failed = eventData(provider, 'Security', 4776, audited(14336, 0, FAILURE), credentials);

const share = {
  ...subject,
  ObjectType: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
  ShareName: 'UnicodeString',
  ShareLocalPath: 'UnicodeString',
  AccessMask: 'HexInt32',
  AccessList: 'UnicodeString',
} as const;

/** A share was opened, or refused. */
export const event5140 = eventData(provider, 'Security', 5140, audited(12808, 1), share);
export const event5140failed = eventData(provider, 'Security', 5140, audited(12808, 1, FAILURE), share);

/** The filtering platform let a connection through. */
export const event5156 = eventData(provider, 'Security', 5156, audited(12810, 1), {
  ProcessID: 'UInt64',
  Application: 'UnicodeString',
  Direction: 'UnicodeString',
  SourceAddress: 'UnicodeString',
  SourcePort: 'UnicodeString',
  DestAddress: 'UnicodeString',
  DestPort: 'UnicodeString',
  Protocol: 'UInt32',
  FilterRTID: 'UInt64',
  LayerName: 'UnicodeString',
  LayerRTID: 'UInt64',
  RemoteUserID: 'Sid',
  RemoteMachineID: 'Sid',
});

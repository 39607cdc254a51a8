import { eventData } from '../event-kind.ts';
import { audited, provider, subject } from './audit.ts';

const OTHER_LOGON = 12551;

const terminal = {
  AccountName: 'UnicodeString',
  AccountDomain: 'UnicodeString',
  LogonID: 'HexInt64',
  SessionName: 'UnicodeString',
  ClientName: 'UnicodeString',
  ClientAddress: 'UnicodeString',
} as const;

const locked = {
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
  SessionId: 'UInt32',
} as const;

/** Groups that a logon brought along. */
export const event4627 = eventData(provider, 'Security', 4627, audited(12554), {
  ...subject,
  TargetUserSid: 'Sid',
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  TargetLogonId: 'HexInt64',
  LogonType: 'UInt32',
  EventIdx: 'UInt32',
  EventCountTotal: 'UInt32',
  GroupMembership: 'UnicodeString',
});

/** A session was reconnected; it was disconnected. */
export const event4778 = eventData(provider, 'Security', 4778, audited(OTHER_LOGON), terminal);
export const event4779 = eventData(provider, 'Security', 4779, audited(OTHER_LOGON), terminal);

/** The workstation was locked; it was unlocked. */
export const event4800 = eventData(provider, 'Security', 4800, audited(OTHER_LOGON), locked);
export const event4801 = eventData(provider, 'Security', 4801, audited(OTHER_LOGON), locked);

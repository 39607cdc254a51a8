import { eventData } from '../event-kind.ts';
import { audited, provider, subject } from './audit.ts';

const USERS = 13824;
const COMPUTERS = 13825;
const GROUPS = 13826;

const target = { TargetUserName: 'UnicodeString', TargetDomainName: 'UnicodeString', TargetSid: 'Sid' } as const;
const privileges = { PrivilegeList: 'UnicodeString' } as const;
/** Attributes of an account as a creation or a change names them. */
const attributes = {
  SamAccountName: 'UnicodeString',
  DisplayName: 'UnicodeString',
  UserPrincipalName: 'UnicodeString',
  HomeDirectory: 'UnicodeString',
  HomePath: 'UnicodeString',
  ScriptPath: 'UnicodeString',
  ProfilePath: 'UnicodeString',
  UserWorkstations: 'UnicodeString',
  PasswordLastSet: 'UnicodeString',
  AccountExpires: 'UnicodeString',
  PrimaryGroupId: 'UnicodeString',
  AllowedToDelegateTo: 'UnicodeString',
  OldUacValue: 'UnicodeString',
  NewUacValue: 'UnicodeString',
  UserAccountControl: 'UnicodeString',
  UserParameters: 'UnicodeString',
  SidHistory: 'UnicodeString',
  LogonHours: 'UnicodeString',
} as const;
const member = { MemberName: 'UnicodeString', MemberSid: 'Sid', ...target, ...subject, ...privileges } as const;

/** An account was created. */
export const event4720 = eventData(provider, 'Security', 4720, audited(USERS), { ...target, ...subject, ...privileges, ...attributes });
/** An account was enabled. */
export const event4722 = eventData(provider, 'Security', 4722, audited(USERS), { ...target, ...subject });
/** Somebody changed his own password. */
export const event4723 = eventData(provider, 'Security', 4723, audited(USERS), { ...target, ...subject, ...privileges });
/** Somebody set another's password. */
export const event4724 = eventData(provider, 'Security', 4724, audited(USERS), { ...target, ...subject });
/** An account was disabled. */
export const event4725 = eventData(provider, 'Security', 4725, audited(USERS), { ...target, ...subject });
/** An account was deleted. */
export const event4726 = eventData(provider, 'Security', 4726, audited(USERS), { ...target, ...subject, ...privileges });
/** A member was added to a global group of the domain; removed from it. */
export const event4728 = eventData(provider, 'Security', 4728, audited(GROUPS), member);
export const event4729 = eventData(provider, 'Security', 4729, audited(GROUPS), member);
/** A member was added to a local group; removed from it. */
export const event4732 = eventData(provider, 'Security', 4732, audited(GROUPS), member);
export const event4733 = eventData(provider, 'Security', 4733, audited(GROUPS), member);
/** An account was changed. */
export const event4738 = eventData(provider, 'Security', 4738, audited(USERS), {
  Dummy: 'UnicodeString',
  ...target,
  ...subject,
  ...privileges,
  ...attributes,
});
/** An account was locked out; it was unlocked. */
export const event4740 = eventData(provider, 'Security', 4740, audited(USERS), { ...target, ...subject });
export const event4767 = eventData(provider, 'Security', 4767, audited(USERS), { ...target, ...subject });
/** A computer's account was changed. */
export const event4742 = eventData(provider, 'Security', 4742, audited(COMPUTERS), {
  ComputerAccountChange: 'UnicodeString',
  ...target,
  ...subject,
  ...privileges,
  ...attributes,
  DnsHostName: 'UnicodeString',
  ServicePrincipalNames: 'UnicodeString',
});
/** What is audited was changed. */
export const event4719 = eventData(provider, 'Security', 4719, audited(13568), {
  ...subject,
  CategoryId: 'UnicodeString',
  SubcategoryId: 'UnicodeString',
  SubcategoryGuid: 'Guid',
  AuditPolicyChanges: 'UnicodeString',
});

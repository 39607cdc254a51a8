/**
 * Events of the security log as Windows 10 and Server 2016 and later write them: fields, order, types and versions as in
 * recordings of such machines, task numbers and keywords from the manifest of Microsoft-Windows-Security-Auditing.
 */
export const provider = {
  name: 'Microsoft-Windows-Security-Auditing',
  guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
  terminatedStrings: true,
  fragmentHeader: false,
} as const;

export const SUCCESS = 0x8020_0000_0000_0000n;
export const FAILURE = 0x8010_0000_0000_0000n;

/** What the manifest says of an audit event beyond its id. */
export function audited(task: number, version = 0, keywords = SUCCESS): { version: number; level: number; task: number; keywords: bigint } {
  return { version, level: 0, task, keywords };
}

/** Who did it: fields that most audit events begin with, and some end with. */
export const subject = {
  SubjectUserSid: 'Sid',
  SubjectUserName: 'UnicodeString',
  SubjectDomainName: 'UnicodeString',
  SubjectLogonId: 'HexInt64',
} as const;

import type { Moment } from '../moment.ts';
import type { EventValues } from './event-kind.ts';
import { event5140, event5140failed } from './events/security.ts';
import { event5145 } from './events/share.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Session } from './machine.ts';

/** Where a share is opened from. */
export interface ShareClient {
  readonly address: string;
  readonly port: number;
}

/** What a file of a share is opened for: the access mask and its rights as the log spells them. */
const rights = {
  attributes: { mask: 0x10_0080, list: [1541, 4423] },
  list: { mask: 0x10_0081, list: [1541, 4416, 4423] },
  read: { mask: 0x12_0089, list: [1538, 1541, 4416, 4419, 4423] },
  write: { mask: 0x12_019f, list: [1538, 1541, 4416, 4417, 4418, 4419, 4420, 4423, 4424] },
  replace: { mask: 0x17_019f, list: [1537, 1538, 1539, 1541, 4416, 4417, 4418, 4419, 4420, 4423, 4424] },
  delete: { mask: 0x11_0080, list: [1537, 1541, 4423] },
} as const;

export type ShareAccess = keyof typeof rights;

/** 5140: a share is opened by a session from elsewhere. `path` is where it lies, empty for pipes (IPC$). */
export function openShare(machine: Machine, at: Moment, session: Session, from: ShareClient, share: string, path: string): void {
  machine.record(event5140, at, machine.resident('system'), shareValues(machine, session, from, share, path));
}

/** A share that only administrators may open is refused to a session from elsewhere: a failed 5140. */
export function refuseShare(machine: Machine, at: Moment, session: Session, from: ShareClient, share: string): void {
  machine.record(event5140failed, at, machine.resident('system'), shareValues(machine, session, from, share, ''));
}

function shareValues(
  machine: Machine,
  session: Session,
  from: ShareClient,
  share: string,
  path: string,
): EventValues<(typeof event5140.names)[number]> {
  return {
    ...subjectOf(machine, session),
    ObjectType: 'File',
    IpAddress: from.address,
    IpPort: String(from.port),
    ShareName: `\\\\*\\${share}`,
    ShareLocalPath: path === '' ? '' : `\\??\\${path}`,
    AccessMask: 1,
    AccessList: '%%4416\r\n\t\t\t\t',
  };
}

/** 5145: a file of a share is opened, by its path below the share; or a pipe of IPC$ (`svcctl`, `atsvc`, `samr` …; access `write`). */
export function openShareFile(
  machine: Machine,
  at: Moment,
  session: Session,
  from: ShareClient,
  share: string,
  path: string,
  relative: string,
  access: ShareAccess,
): void {
  machine.record(event5145, at, machine.resident('system'), {
    ...subjectOf(machine, session),
    ObjectType: 'File',
    IpAddress: from.address,
    IpPort: String(from.port),
    ShareName: `\\\\*\\${share}`,
    ShareLocalPath: path === '' ? '' : `\\??\\${path}`,
    RelativeTargetName: relative,
    AccessMask: rights[access].mask,
    AccessList: lists[access],
    AccessReason: '-',
  });
}

const lists: Readonly<Record<ShareAccess, string>> = {
  attributes: spelled('attributes'),
  list: spelled('list'),
  read: spelled('read'),
  write: spelled('write'),
  replace: spelled('replace'),
  delete: spelled('delete'),
};

function spelled(access: ShareAccess): string {
  return rights[access].list.map((right) => `%%${right}\r\n\t\t\t\t`).join('');
}

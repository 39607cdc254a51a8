import type { Authentication, ClockSkew, Coverage, DatastoreActivity, Finding, ProcessActivity } from '../case/index.ts';
import type { NameTables, Socket } from '../names/index.ts';
import type { ShellConnection } from './shell-index.ts';

/** A remote logon: 4624 of type 3 (network) or 10 (remote interactive). One of a remote shell does not say where it came from. */
export type RemoteLogon = Pick<
  Authentication,
  | 'time'
  | 'time_100ns'
  | 'time_digits'
  | 'host'
  | 'logon_type'
  | 'account'
  | 'logon_id'
  | 'workstation'
  | 'source_address'
  | 'source_port'
  | 'ref'
  | 'pointers'
>;

/** When an account was first seen going from one place to a host, over the whole case. */
export interface LogonHistory {
  readonly host: string;
  readonly account: string;
  readonly source_address: string | null;
  readonly workstation: string | null;
  /** Microseconds since 1970. */
  readonly first: number;
}

/** A logon that leaves its credential on the host, or its end (`activity` logoff). */
export type LocalLogon = Pick<
  Authentication,
  'time' | 'host' | 'activity' | 'logon_type' | 'account' | 'outbound_account' | 'logon_id' | 'ref'
>;

/** What a session was let into over shares (5140, 5145), for sessions that asked for any. */
export interface SessionShares {
  readonly host: string;
  readonly logon_id: string;
  /** Of its first and last such record; microseconds since 1970. */
  readonly time: number;
  readonly last: number;
  /** Whether a share that holds files let it in: IPC$ holds none, everybody who can log on reaches it. */
  readonly granted: boolean;
  /** Whether one of those was a drive or the system folder (C$, ADMIN$). */
  readonly administrative: boolean;
}

/** A host started (4608, 6005): whoever was logged on there no longer is. */
export interface HostStart {
  readonly host: string;
  /** Microseconds since 1970. */
  readonly time: number;
}

/** An account got another password (4723, 4724), wherever that was written down. */
export interface PasswordChange {
  readonly account: string;
  /** The host that wrote it down. */
  readonly host: string;
  /** Microseconds since 1970. */
  readonly time: number;
}

/** Credentials named for another server by a session of this host (4648). */
export type ExplicitCredentials = Pick<Authentication, 'time' | 'host' | 'outbound_account' | 'target_server' | 'subject_logon_id' | 'ref'>;

/** A process start, a service installation, an opening of LSASS, or any process fact that a finding points at. */
export type ProcessFact = Pick<
  ProcessActivity,
  | 'time'
  | 'time_100ns'
  | 'host'
  | 'activity'
  | 'image'
  | 'process_id'
  | 'process_guid'
  | 'parent_image'
  | 'parent_command_line'
  | 'parent_process_id'
  | 'parent_process_guid'
  | 'account'
  | 'logon_id'
  | 'target_image'
  | 'granted_access'
  | 'hashes'
  | 'ref'
>;

/** One session of a database, as its first record tells it. */
export interface StoreSession extends Pick<
  DatastoreActivity,
  'time' | 'time_100ns' | 'time_digits' | 'host' | 'store' | 'account' | 'session' | 'client_address' | 'client_port' | 'ref' | 'pointers'
> {
  /** Its last record, microseconds since 1970. */
  readonly last: number;
  readonly statements: number;
}

/** All that the story is made from, with what names mean and how clocks were off; rows in any order. */
export interface StoryFacts extends NameTables {
  readonly findings: readonly Finding[];
  readonly logons: readonly RemoteLogon[];
  readonly history: readonly LogonHistory[];
  readonly localLogons: readonly LocalLogon[];
  readonly explicit: readonly ExplicitCredentials[];
  readonly processes: readonly ProcessFact[];
  /** Keys (`tool.ts`) of programs that nobody ran before the first terminal, and few ran since. */
  readonly novelPrograms: readonly { readonly key: string }[];
  readonly sockets: readonly Socket[];
  readonly shells: readonly ShellConnection[];
  readonly shares: readonly SessionShares[];
  readonly starts: readonly HostStart[];
  readonly passwordChanges: readonly PasswordChange[];
  /** Hosts that grant tickets, by the names their records bear. */
  readonly controllers: readonly { readonly host: string }[];
  readonly sessions: readonly StoreSession[];
  readonly coverage: readonly Coverage[];
  readonly clocks: readonly ClockSkew[];
}

import type { Authentication, Coverage, DatastoreActivity, Finding, NetworkActivity, ProcessActivity } from '../case/index.ts';

/** A remote logon: 4624 of type 3 (network) or 10 (remote interactive) that says where it came from. */
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
  | 'ref'
>;

/** A connection that this host opened. */
export type Socket = Pick<
  NetworkActivity,
  | 'time'
  | 'time_100ns'
  | 'host'
  | 'source_address'
  | 'source_port'
  | 'destination_address'
  | 'image'
  | 'process_id'
  | 'process_guid'
  | 'ref'
  | 'pointers'
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

/** A host that was seen with an address. Times in microseconds since 1970. */
export interface AddressSighting {
  readonly host: string;
  readonly address: string;
  readonly first: number;
  readonly last: number;
}

/** A machine that others' records name, by address, by name or by both. */
export interface MachineSighting {
  readonly address: string | null;
  readonly name: string | null;
  readonly first: number;
  readonly last: number;
}

/** One spelling of an account and its SID. */
export type AccountSpelling = Pick<Authentication, 'account' | 'account_sid'>;

/** All that the story is made from; rows in any order. */
export interface StoryFacts {
  readonly findings: readonly Finding[];
  readonly logons: readonly RemoteLogon[];
  readonly history: readonly LogonHistory[];
  readonly localLogons: readonly LocalLogon[];
  readonly explicit: readonly ExplicitCredentials[];
  readonly processes: readonly ProcessFact[];
  readonly sockets: readonly Socket[];
  readonly sessions: readonly StoreSession[];
  readonly addresses: readonly AddressSighting[];
  readonly machines: readonly MachineSighting[];
  readonly accounts: readonly AccountSpelling[];
  readonly coverage: readonly Coverage[];
}

import type { Moment } from '../moment.ts';
import type { Activity } from '../plan/activity.ts';
import type { RecordQuestion } from '../telephony/question.ts';

/** What a program that is put on a machine calls itself; its file name may say something else. */
export interface Tool {
  readonly image: string;
  readonly description: string;
  readonly product: string;
  readonly company: string;
  readonly originalName: string;
  readonly version: string;
  /** One build has one set of hashes, under whatever name it runs; absent for a program that Windows brings along. */
  readonly build?: string;
}

/**
 * One thing that an intruder (or a tester, or an insider) does on a host, in order of true time. Sessions and processes are
 * named by keys that the acts choose; the host's player knows them by the names they get in the logs. Acts say what happens,
 * never how it looks: that is the players' business. Known on every Windows host from the start are the session `system` and the
 * processes `system` and `services`, on a web server also `w3wp`; a host that was down knows no other of the time before.
 */
export type Act =
  /** He logs on from one host to another, or at home: an activity as others do, with its details. */
  | { readonly act: 'activity'; readonly activity: Activity }
  /** A page of a web server is exploited and a script is left behind. */
  | {
      readonly act: 'exploit';
      readonly host: number;
      readonly at: Moment;
      readonly client: string;
      readonly page: string;
      readonly shell: string;
    }
  /** A request to the web shell; a command in it starts a child of the worker process, `started` names that. */
  | {
      readonly act: 'web-shell';
      readonly host: number;
      readonly at: Moment;
      readonly client: string;
      readonly shell: string;
      readonly command: string | null;
      readonly query: string | null;
      /** Bytes to the server and back. */
      readonly received: number;
      readonly sent: number;
      readonly started?: string;
    }
  /** A program runs: below a process that is known by its key, in a session that is, or on the desktop of somebody who sits there anyway. */
  | {
      readonly act: 'process';
      readonly host: number;
      readonly at: Moment;
      readonly parent?: string;
      readonly session?: string;
      /** Index of the account of who sits there, on whose desktop it starts. */
      readonly seat?: number;
      readonly image: string;
      readonly commandLine: string;
      readonly seconds: number;
      readonly tool?: Tool;
      readonly started?: string;
      /** It runs as LocalSystem whatever its parent is. */
      readonly asSystem?: boolean;
    }
  /** Credentials are read on a host by a tool below `parent`: LSASS's memory, the local account database, the domain's. */
  | {
      readonly act: 'dump';
      readonly host: number;
      readonly at: Moment;
      readonly parent: string;
      readonly method: 'lsass' | 'lsass-minidump' | 'sam' | 'ntds';
      readonly tool: Tool;
      readonly rights: number;
    }
  /** A process writes a file. */
  | { readonly act: 'file'; readonly host: number; readonly at: Moment; readonly process: string; readonly path: string }
  /** A service is installed from within the host and started; `started` names its process, which stays. */
  | {
      readonly act: 'install';
      readonly host: number;
      readonly at: Moment;
      readonly parent: string;
      readonly name: string;
      readonly tool: Tool;
      readonly arguments: string;
      readonly started: string;
    }
  /** A process connects to an address that is no host of the estate, or to one that is. */
  | {
      readonly act: 'connect';
      readonly host: number;
      readonly at: Moment;
      readonly process: string;
      readonly address: string;
      readonly port: number;
      readonly seconds: number;
      readonly sent: number;
      readonly received: number;
      /** Name the process asks DNS for first; null for a bare address. */
      readonly name: string | null;
    }
  /** A statement is put to the warehouse in the database session that an activity of kind `database` opened. */
  | { readonly act: 'query'; readonly at: Moment; readonly session: string; readonly question: RecordQuestion }
  /** The security log is cleared. */
  | { readonly act: 'clear'; readonly host: number; readonly at: Moment; readonly session: string };

/** The host whose own logs an act shows in first; for activities both ends, for queries the warehouse. */
export function hostsOf(act: Act): readonly number[] {
  if (act.act === 'activity') return act.activity.from === act.activity.to ? [act.activity.to] : [act.activity.from, act.activity.to];
  return act.act === 'query' ? [] : [act.host];
}

/** When an act happens. */
export function timeOf(act: Act): Moment {
  return act.act === 'activity' ? act.activity.at : act.at;
}

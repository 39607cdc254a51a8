import type { Moment } from '../moment.ts';

/** What people, services and machines do, as far as logs can show it. The numbers are stored; add at the end. */
export const activityKinds = [
  /** A person signs on at his own desk (from = to): type 2, a ticket-granting ticket, work, type 7 unlocks, log-off after `seconds`. */
  'console',
  /** A share is opened: type 3 over SMB. */
  'share',
  /** A machine account fetches policy from its controller: type 3. */
  'policy',
  /** Remote desktop: type 10. */
  'desktop',
  /** A remote shell over WinRM: type 3, wsmprovhost. */
  'shell',
  /** A program started over WMI: type 3, a child of WmiPrvSE. */
  'wmi',
  /** A service installed from afar: type 3, ADMIN$, svcctl, 7045, a child of services.exe. */
  'service',
  /** A scheduled task registered from afar: type 3, atsvc. */
  'task',
  /** A scheduled task runs at home (from = to): type 4. */
  'batch',
  /** A service starts under an account of its own (from = to): type 5. */
  'daemon',
  /** Mail, portal: type 3, or type 8 with the password in clear. */
  'web',
  /** A wrong password over the network. */
  'failure',
  /** The vulnerability scanner looks at a host: connections, guesses, one real logon. */
  'scan',
  /** A secure shell to a Linux host. */
  'ssh',
  /** A person at home comes in through the VPN concentrator (from = his desk's laptop, to = the concentrator). */
  'vpn',
  /** A connection to the warehouse: the statements in it are the warehouse's own business. */
  'database',
  /** The backup service copies a host's files: type 3, many bytes. */
  'backup',
  /** Other credentials used at home (from = to): 4648 and type 9. */
  'runas',
  /** The host goes down and is up again after `seconds` (from = to): patch nights. Every session on it ends. */
  'reboot',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** One thing that somebody does: account `account` on or from host `from` to host `to`. Indices into the estate. */
export interface Activity {
  /** Names it among all: what it draws (ports, tickets) comes from this number alone, so that both ends tell the same. */
  readonly id: number;
  readonly kind: ActivityKind;
  /** True time at which it begins. */
  readonly at: Moment;
  /** How long the session lasts. */
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
  readonly account: number;
  /** What only this one has; absent for everyday ones. */
  readonly detail?: ActivityDetail;
}

/** What an activity of an intruder, a tester or a roll-out does beyond its kind. */
export interface ActivityDetail {
  /** Session key by which acts at the destination name the session this opens. */
  readonly session?: string;
  /** Process key at the source whose process makes the connection; the usual client of the kind when absent. */
  readonly process?: string;
  /** `service` and `task`: its name and the program's local path at the destination. */
  readonly name?: string;
  readonly image?: string;
  readonly commandLine?: string;
  /** `wmi`, `shell`, `service`, `task`: process key by which acts at the destination name the process this starts. */
  readonly started?: string;
  readonly package?: 'Kerberos' | 'NTLM';
  /** What the client calls itself, where it is not the source's own name; for `database` its application_name. */
  readonly workstation?: string;
  /** Port of the source that is printed at the destination, where a tunnel or a forwarder stands between; the address is then `via`'s. */
  readonly via?: number;
  /** Bytes from source to destination and back, where somebody counts them. */
  readonly sent?: number;
  readonly received?: number;
}

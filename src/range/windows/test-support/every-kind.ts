import type { EventKind } from '../event-kind.ts';
import * as account from '../events/account.ts';
import * as desk from '../events/desk.ts';
import * as kerberos from '../events/kerberos.ts';
import * as log from '../events/log.ts';
import * as powershell from '../events/powershell.ts';
import * as security from '../events/security.ts';
import * as share from '../events/share.ts';
import * as sysmonObject from '../events/sysmon-object.ts';
import * as sysmon from '../events/sysmon.ts';
import * as system from '../events/system.ts';
import * as task from '../events/task.ts';

/** Every kind of event that a machine can write, by the name of its constant. */
export const everyKind: ReadonlyMap<string, EventKind<string>> = new Map(
  [account, desk, kerberos, log, powershell, security, share, sysmonObject, sysmon, system, task].flatMap((module) =>
    Object.entries(module).flatMap(([name, one]): [string, EventKind<string>][] =>
      typeof one === 'object' && 'definition' in one ? [[name, one]] : [],
    ),
  ),
);

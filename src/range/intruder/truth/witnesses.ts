import type { Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import { acceptsIn, sharedOf } from '../../play/shared.ts';
import { sensors, type Keeping, type LogSource, type WorldBase } from '../../world/index.ts';
import { core, edge } from '../../zeek/index.ts';
import type { Mechanism } from './chronicle.ts';
import { letInAt } from './dating.ts';

/** Ways on which programs run under the account that came: their start names it. */
const UNDER_ACCOUNT: ReadonlySet<Mechanism> = new Set(['wmi', 'winrm', 'rdp']);

/**
 * Kept logs with a record that names two of source, destination and account of an activity, as `source on host`: where it came in
 * (logon, socket, session), where it came from (socket), who vouched for it (ticket or password check), and what watched the wire.
 */
export function witnessesOf(base: WorldBase, activity: Activity, mechanism: Mechanism, keeping: Keeping): readonly string[] {
  const { estate } = base;
  const at = letInAt(base, activity);
  const from = estate.hosts[activity.from];
  const to = estate.hosts[activity.to];
  if (from === undefined || to === undefined) return [];
  const found: string[] = [];
  const ask = (host: number, name: string, source: LogSource, moment: Moment = at): void => {
    if (keeping.keeps(host, source, moment)) found.push(`${source} on ${name}`);
  };
  if (mechanism === 'database') ask(to.index, to.fqdn, 'database');
  else {
    ask(to.index, to.fqdn, 'security');
    if (UNDER_ACCOUNT.has(mechanism) || acceptsIn(to) !== 'platform') ask(to.index, to.fqdn, 'sysmon');
    // 7045 has the SID of who installed the service, 106 the name of who registered the task.
    if (mechanism === 'service') ask(to.index, to.fqdn, 'system');
    if (mechanism === 'task') ask(to.index, to.fqdn, 'tasks');
    if (mechanism === 'rdp') ask(to.index, to.fqdn, 'remote-desktop');
    const account = estate.accounts[activity.account];
    const shared = sharedOf(base, activity);
    const controller = estate.hosts[shared.controller];
    // A password check names no destination, and as its source what the client calls itself.
    const told = shared.package === 'Kerberos' || activity.detail?.workstation === undefined;
    if (account?.realm !== null && controller !== undefined && told) ask(controller.index, controller.fqdn, 'security');
  }
  ask(from.index, from.fqdn, 'security', activity.at);
  ask(from.index, from.fqdn, 'sysmon', activity.at);
  if (edge.between(from, to)) ask(sensors.edge, edge.name, 'zeek', activity.at);
  const inner = core(base);
  if (inner.between(from, to)) ask(sensors.core, inner.name, 'zeek', activity.at);
  return [...new Set(found)];
}

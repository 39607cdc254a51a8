import type { SetOff } from './host-lineage.ts';
import { baseName } from './process-tree.ts';
import type { Visit } from './visit.ts';

export type Mechanism = 'service' | 'wmi' | 'task' | 'winrm' | 'dcom' | 'rdp' | 'smb';

/** Strongest evidence first; each looks at one thing the session set off. */
const SIGNS: readonly (readonly [Mechanism, (sign: SetOff) => boolean])[] = [
  ['service', ({ fact }) => fact.activity === 'service_installed'],
  ['wmi', ({ fact }) => baseName(fact.parent_image) === 'wmiprvse.exe'],
  ['winrm', ({ fact }) => [fact.image, fact.parent_image].some((image) => ['wsmprovhost.exe', 'winrshost.exe'].includes(baseName(image)))],
  ['task', ({ fact }) => baseName(fact.parent_image) === 'taskeng.exe' || hasArgument(fact.parent_command_line, 'schedule')],
  ['dcom', ({ fact }) => baseName(fact.parent_image) === 'mmc.exe' || hasArgument(fact.parent_command_line, 'dcomlaunch')],
];

/**
 * How a remote session acted, by the receiving end's evidence: remote interactive logons are RDP; else the service, process or
 * task it set off within seconds, records that name the session before those that only fit in time; else a plain SMB session.
 */
export function mechanism(visit: Visit, setOff: readonly SetOff[]): Mechanism {
  if (visit.logonTypes.includes(10)) return 'rdp';
  for (const signs of [setOff.filter((sign) => sign.bySession), setOff]) {
    for (const [name, shows] of SIGNS) if (signs.some(shows)) return name;
  }
  return 'smb';
}

function hasArgument(commandLine: string | null, argument: string): boolean {
  return (commandLine ?? '').toLowerCase().split(/\s+/).includes(argument);
}

import { MILLISECOND, SECOND } from '../../moment.ts';
import { installService, runProcess, setRegistryValue, startService } from '../../windows/index.ts';
import { drawing, type ActPlayer } from './act-player.ts';
import { parentOf } from './process-keys.ts';
import { bring } from './tools.ts';

const SC = 'C:\\Windows\\System32\\sc.exe';

/**
 * A service made from within: its key in the registry (Sysmon 13), 7045 and 4697, its process and 7036. `parent` runs sc.exe for it, unless
 * it is sc.exe itself.
 */
export const playInstall: ActPlayer<'install'> = (player, act) => {
  const { machine } = player;
  const { name, tool } = act;
  const parent = parentOf(player, act.parent, act.at);
  const { program } = bring(player, tool, parent, act.at);
  const random = player.drawsAt(act.at, drawing.install);
  const at = player.clock(act.at);
  const rest = act.arguments === '' ? '' : ` ${act.arguments}`;
  const service = { name, imagePath: `"${tool.image}"${rest}`, startType: 'auto start' } as const;
  const starts = at + random.integer(1, 3) * SECOND;
  if (parent.image !== SC) {
    const create = `sc create "${name}" binPath= "\\"${tool.image}\\"${rest}" start= auto`;
    runProcess(machine, random, at - 60 * MILLISECOND, 150 * MILLISECOND, { image: SC, commandLine: create, parent });
    runProcess(machine, random, starts - 80 * MILLISECOND, 1_400 * MILLISECOND, { image: SC, commandLine: `sc start "${name}"`, parent });
  }
  const key = `HKLM\\System\\CurrentControlSet\\Services\\${name}`;
  const manager = machine.resident('services');
  setRegistryValue(machine, at - 5 * MILLISECOND, manager, `${key}\\Start`, 'DWORD (0x00000002)');
  setRegistryValue(machine, at - 4 * MILLISECOND, manager, `${key}\\ImagePath`, service.imagePath);
  installService(machine, at, service, parent.session);
  player.keepProcess(act.started, startService(machine, random, starts, service, tool.image, machine.systemSession, program));
};

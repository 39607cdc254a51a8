import { MILLISECOND, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { createFile, runProcess, serviceState, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { drawing, type ActOf } from './act-player.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';
/** The services that a snapshot of a volume needs stop some minutes after the last one. */
const LINGER = 180 * SECOND;

/**
 * The domain's account database on a controller: an installation medium made by ntdsutil, or a copy out of a shadow of the volume. Either
 * starts the snapshot services (7036, their processes) and leaves the database and the hive with its key as files.
 */
export function readDomainDatabase(player: HostPlayer, act: ActOf<'dump'>, parent: Process): void {
  const { machine } = player;
  const random = player.drawsAt(act.at, drawing.dump);
  const at = player.clock(act.at);
  const folder = `${random.pick(['C:\\Windows\\Temp\\', 'C:\\ProgramData\\', 'C:\\Intel\\'])}${random.letters(5).toLowerCase()}`;
  if (act.tool.image.toLowerCase().endsWith('\\vssadmin.exe')) copyFromShadow(player, random, at, act, parent, folder);
  else {
    const commandLine = `ntdsutil "ac i ntds" "ifm" "create full ${folder}" q q`;
    const tool = runProcess(machine, random, at, 22 * SECOND, { image: act.tool.image, commandLine, parent });
    startSnapshots(player, random, at + 400 * MILLISECOND);
    createFile(machine, at + 9 * SECOND, tool, `${folder}\\Active Directory\\ntds.dit`);
    createFile(machine, at + 14 * SECOND, tool, `${folder}\\registry\\SYSTEM`);
    createFile(machine, at + 15 * SECOND, tool, `${folder}\\registry\\SECURITY`);
  }
}

function copyFromShadow(player: HostPlayer, random: Random, at: Moment, act: ActOf<'dump'>, parent: Process, folder: string): void {
  const { machine } = player;
  const { image } = act.tool;
  const shadow = `\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy${random.integer(1, 9)}`;
  runProcess(machine, random, at, 6 * SECOND, { image, commandLine: 'vssadmin create shadow /for=C:', parent });
  startSnapshots(player, random, at + 300 * MILLISECOND);
  const copied = at + random.integer(25, 70) * SECOND;
  for (const [i, [from, to]] of [
    ['Windows\\NTDS\\ntds.dit', 'd.tmp'],
    ['Windows\\System32\\config\\SYSTEM', 's.tmp'],
  ].entries()) {
    const start = copied + i * 12 * SECOND;
    const commandLine = `cmd.exe /c copy ${shadow}\\${from} ${folder}${to}`;
    const copy = runProcess(machine, random, start, 5 * SECOND, { image: `${SYSTEM32}cmd.exe`, commandLine, parent });
    createFile(machine, start + 200 * MILLISECOND, copy, `${folder}${to}`);
  }
  runProcess(machine, random, copied + 50 * SECOND, SECOND, { image, commandLine: 'vssadmin delete shadows /for=C: /quiet', parent });
}

/** The shadow copy service and its provider start, and stop when nobody asks them any more. */
function startSnapshots({ machine }: HostPlayer, random: Random, at: Moment): void {
  const parent = machine.resident('services');
  const session = machine.systemSession;
  for (const [i, [name, image, commandLine]] of (
    [
      ['Volume Shadow Copy', `${SYSTEM32}VSSVC.exe`, 'C:\\Windows\\system32\\vssvc.exe'],
      ['Microsoft Software Shadow Copy Provider', `${SYSTEM32}svchost.exe`, 'C:\\Windows\\System32\\svchost.exe -k swprv'],
    ] as const
  ).entries()) {
    const start = at + i * 950 * MILLISECOND;
    runProcess(machine, random, start, LINGER, { image, commandLine, parent, session });
    serviceState(machine, start + 240 * MILLISECOND, name, 'running');
    serviceState(machine, start + LINGER - 30 * MILLISECOND, name, 'stopped');
  }
}

import { MILLISECOND, SECOND } from '../../moment.ts';
import { createFile, runProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { drawing, type ActOf } from './act-player.ts';
import { belowWorker, bring } from './tools.ts';

/** The local account database: its hives are saved to files, one program run each (4688, Sysmon 1, Sysmon 11); no process is opened. */
export function saveHives(player: HostPlayer, act: ActOf<'dump'>, parent: Process): void {
  const { machine } = player;
  const { image } = act.tool;
  const brought = bring(player, act.tool, parent, act.at);
  const random = player.drawsAt(act.at, drawing.dump);
  const session = belowWorker.has(parent) ? machine.systemSession : parent.session;
  const folder = random.pick(['C:\\Windows\\Temp\\', 'C:\\ProgramData\\', 'C:\\Users\\Public\\']);
  const stem = random.letters(3).toLowerCase();
  const names = image.toLowerCase().endsWith('\\reg.exe') ? ['sam', 'system', 'security'] : ['sam'];
  let at = player.clock(act.at);
  for (const hive of names) {
    const file = `${folder}${stem}${names.length > 1 ? hive.slice(0, 3) : ''}.${random.pick(['hiv', 'save', 'tmp'])}`;
    const commandLine = names.length > 1 ? `reg save hklm\\${hive} ${file}` : `${image} ${file}`;
    const tool = runProcess(machine, random, at, 400 * MILLISECOND, { image, commandLine, parent, session, ...brought });
    createFile(machine, at + 6 * MILLISECOND, tool, file);
    at += random.integer(2, 9) * SECOND;
  }
}

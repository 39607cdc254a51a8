import { MILLISECOND } from '../../moment.ts';
import { compileScript, runProcess } from '../../windows/index.ts';
import { standingOf } from '../life/index.ts';
import type { Routine } from './routine.ts';
import { untilGone } from './windows.ts';

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const CHECKS = [
  ['disks', 'Get-CimInstance Win32_LogicalDisk | Where-Object DriveType -eq 3 | Select-Object DeviceID, FreeSpace, Size'],
  ['services', 'Get-Service | Where-Object { $_.StartType -eq "Automatic" -and $_.Status -ne "Running" }'],
  [
    'events',
    'Get-WinEvent -FilterHashtable @{ LogName = "System"; Level = 2; StartTime = (Get-Date).AddHours(-1) } -ErrorAction SilentlyContinue',
  ],
  ['updates', '(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher().GetTotalHistoryCount()'],
] as const;

/** The monitoring agent checks a server by a script. */
export const checksByScript: Routine = {
  weight: 0.5,
  records: 5,
  play(player, at) {
    const { machine, own } = player;
    const parent = standingOf(player).agent;
    const [name, text] = own.pick(CHECKS);
    const file = `${parent.image.slice(0, parent.image.lastIndexOf('\\'))}\\checks\\${name}.ps1`;
    const start = { image: POWERSHELL, commandLine: `powershell.exe -NoProfile -NonInteractive -File "${file}"`, parent };
    const process = runProcess(machine, own, player.clock(at), untilGone(player, at, own.integer(1, 12)), start);
    compileScript(machine, own, player.clock(at) + 400 * MILLISECOND, process, text, file);
  },
};

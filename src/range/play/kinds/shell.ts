import { MILLISECOND, SECOND } from '../../moment.ts';
import { compileScript, endProcess, runProcess, startProcess } from '../../windows/index.ts';
import { admit, arrivalOf, enter, reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { clientProcess, explicitly } from './source-process.ts';
import { vouch } from './vouch.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';
const POWERSHELL = `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`;

/** What administrators do over a remote shell. */
const SCRIPTS = [
  'Get-Service | Where-Object { $_.Status -ne "Running" -and $_.StartType -eq "Automatic" }',
  'Get-WinEvent -LogName System -MaxEvents 50 | Format-Table TimeCreated, Id, Message',
  'Restart-Service -Name Spooler -Force',
  'Get-HotFix | Sort-Object InstalledOn | Select-Object -Last 5',
  'Get-PSDrive -PSProvider FileSystem',
  'Get-Process | Sort-Object WorkingSet -Descending | Select-Object -First 10',
  'Test-NetConnection -ComputerName gateway -Port 443',
  'Get-ChildItem D:\\Logs -Recurse | Where-Object LastWriteTime -lt (Get-Date).AddDays(-30) | Remove-Item',
  'Invoke-Command -ScriptBlock { gpupdate /target:computer }',
  'Get-ScheduledTask | Where-Object State -eq "Ready"',
];
/** Programs of Windows that are called from there. */
const COMMANDS = [
  { image: `${SYSTEM32}ipconfig.exe`, commandLine: '"C:\\Windows\\system32\\ipconfig.exe" /all' },
  { image: `${SYSTEM32}whoami.exe`, commandLine: '"C:\\Windows\\system32\\whoami.exe"' },
  { image: `${SYSTEM32}gpupdate.exe`, commandLine: '"C:\\Windows\\system32\\gpupdate.exe" /target:computer' },
  { image: `${SYSTEM32}sc.exe`, commandLine: '"C:\\Windows\\system32\\sc.exe" query state= all' },
  { image: `${SYSTEM32}netstat.exe`, commandLine: '"C:\\Windows\\system32\\NETSTAT.EXE" -an' },
];

/** A remote shell over WinRM: the client, a network logon, and wsmprovhost.exe in that session with what is run in it. */
export const shell: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const process = clientProcess(player, activity, random, { image: POWERSHELL, commandLine: `"${POWERSHELL}"` });
    explicitly(player, activity, 'HTTP', process);
    reach(player, activity, random, process, 5985, player.sharedOf(activity).port);
  },
  destination(player, activity) {
    const { machine } = player;
    const { detail } = activity;
    const arrival = arrivalOf(player, activity);
    const { random } = arrival;
    admit(player, activity, arrival, machine.resident('system'), 5985);
    // A logon through Windows' own web server names no address: only the connection tells where it came from.
    const session = enter(player, activity, { ...arrival, origin: { ...arrival.origin, address: '-' } });
    const began = arrival.logonAt + 260 * MILLISECOND;
    const host = startProcess(machine, random, began, {
      image: `${SYSTEM32}wsmprovhost.exe`,
      commandLine: 'C:\\Windows\\system32\\wsmprovhost.exe -Embedding',
      parent: machine.resident('svchost'),
      session,
    });
    const ends = Math.max(arrival.end - 60 * MILLISECOND, began + 400 * MILLISECOND);
    endProcess(machine, ends, host);
    const at = began + Math.min(700 * MILLISECOND, Math.floor((ends - began) / 3));
    const image = detail?.image;
    if (image !== undefined) {
      const start = { image, commandLine: detail?.commandLine ?? image, parent: host };
      player.keepProcess(detail?.started, runProcess(machine, random, at, Math.max(SECOND, ends - at), start));
      return;
    }
    player.keepProcess(detail?.started, host);
    const script = detail === undefined ? random.pick(SCRIPTS) : detail.commandLine;
    if (script !== undefined) compileScript(machine, random, at, host, script);
    if (detail !== undefined || !random.chance(0.4)) return;
    runProcess(machine, random, at + 90 * MILLISECOND, random.integer(30, 900) * MILLISECOND, { ...random.pick(COMMANDS), parent: host });
  },
  controller(player, activity) {
    vouch(player, activity, 0.4);
  },
};

import { MILLISECOND, SECOND } from '../../moment.ts';
import { runProcess, startProcess, endProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { admit, arrivalOf, dynamicPort, enter, portAfter, reach, type Arrival } from './ends.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { clientProcess, explicitly } from './source-process.ts';
import { vouch } from './vouch.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';
const POWERSHELL = `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`;

/** What administrators start from afar. */
const STARTED = [
  { image: `${SYSTEM32}gpupdate.exe`, commandLine: 'gpupdate /force' },
  { image: `${SYSTEM32}cmd.exe`, commandLine: 'cmd /c C:\\Scripts\\refresh.cmd' },
  { image: `${SYSTEM32}msiexec.exe`, commandLine: 'msiexec /i C:\\Windows\\Temp\\agent.msi /qn /norestart' },
  { image: `${SYSTEM32}sc.exe`, commandLine: 'sc.exe start spooler' },
  { image: POWERSHELL, commandLine: 'powershell.exe -NonInteractive -File C:\\Scripts\\maintenance.ps1' },
  { image: `${SYSTEM32}wevtutil.exe`, commandLine: 'wevtutil.exe qe System /c:20 /rd:true /f:text' },
];

/** A program started over WMI: the endpoint mapper, a dynamic port, a network logon, a child of WmiPrvSE.exe. */
export const wmi: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const { port, latency } = player.sharedOf(activity);
    const target = player.hostAt(activity.to);
    const commandLine = `"${POWERSHELL}" -Command Get-CimInstance -ComputerName ${target.short} -ClassName Win32_OperatingSystem`;
    const process = clientProcess(player, activity, random, { image: POWERSHELL, commandLine });
    explicitly(player, activity, 'RPCSS', process);
    reach(player, activity, random, process, 135, port);
    reach(player, activity, random, process, dynamicPort(activity.to), portAfter(port, 1), activity.at + Math.floor(latency / 2));
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, origin, at } = arrival;
    const service = machine.resident('svchost');
    const next = portAfter(origin.port, 1);
    admit(player, activity, arrival, service, 135);
    const halfway = at + Math.floor(arrival.shared.latency / 2);
    admit(player, activity, arrival, service, dynamicPort(activity.to), next, halfway);
    const session = enter(player, activity, arrival);
    const { detail } = activity;
    if (detail === undefined && isWatching(player, activity.account)) return;
    const provider = providerOf(player, arrival);
    const wanted =
      detail?.image === undefined ? random.pick(STARTED) : { image: detail.image, commandLine: detail.commandLine ?? detail.image };
    const began = arrival.logonAt + random.integer(150, 600) * MILLISECOND;
    const start = { ...wanted, parent: provider, session };
    const lasts = detail === undefined ? random.integer(1, 40) * SECOND : Math.max(2 * SECOND, arrival.end - began);
    player.keepProcess(detail?.started, runProcess(machine, random, began, lasts, start));
  },
  controller(player, activity) {
    vouch(player, activity, 0.3);
  },
};

/** Monitoring asks for numbers and starts nothing. */
function isWatching(player: HostPlayer, account: number): boolean {
  return lifeOf(player).service(account)?.purpose === 'monitoring';
}

/** WMI's host process, which stays for a while after somebody asked. */
function providerOf(player: HostPlayer, { random, logonAt }: Arrival): Process {
  const { machine } = player;
  const life = lifeOf(player);
  const known = life.provider;
  if (known !== null && known.until > logonAt + SECOND && known.from < logonAt) return known.process;
  const from = logonAt + 60 * MILLISECOND;
  const process = startProcess(machine, random, from, {
    image: `${SYSTEM32}wbem\\WmiPrvSE.exe`,
    commandLine: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding',
    parent: machine.resident('svchost'),
  });
  const until = player.clock(life.endOf(logonAt - player.host.skew, random.integer(90, 900)));
  endProcess(machine, until, process);
  life.provider = { process, from, until };
  return process;
}

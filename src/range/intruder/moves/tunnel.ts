import { HOUR, SECOND, type Moment } from '../../moment.ts';
import { extend, type Actor, type Hold } from '../mind/actor.ts';
import { run } from './command.ts';

/** A private VPN is installed as a service under another name, and calls home. */
export function digTunnel(actor: Actor, hold: Hold): void {
  const { script, kit, clock, chronicle } = actor;
  const { service, tool } = kit.tunnel;
  const prompt = run(actor, hold, { image: 'cmd.exe', line: 'cmd.exe', seconds: 60 });
  script.add({ act: 'file', host: hold.host, at: prompt.at + SECOND, process: prompt.key, path: tool.image });
  const started = script.key('t');
  const installed = clock.after(5, 15);
  script.add({ act: 'install', host: hold.host, at: installed, parent: prompt.key, name: service, tool, arguments: '/service', started });
  chronicle.step({
    at: installed,
    host: hold.host,
    tactic: 'command-and-control',
    technique: 'T1133',
    title: 'Rogue VPN installed',
    account: null,
  });
  extend(hold, installed);
  clock.after(15, 40);
  actor.tunnel = { host: hold.host, process: started, since: installed };
  callHome(actor, { sent: 40_000, received: 60_000, seconds: 900 });
}

/** The tunnel connects to its far end and carries bytes; after its host was down, the service has started anew. Returns when. */
export function callHome(
  actor: Actor,
  { sent, received, seconds }: { readonly sent: number; readonly received: number; readonly seconds: number },
): Moment | null {
  const { script, kit, clock, chronicle, ground, tunnel } = actor;
  if (tunnel === null) return null;
  const at = clock.after(2, 20);
  if (ground.wasDown(tunnel.host, at - HOUR / 2, at)) return null;
  if (ground.wasDown(tunnel.host, tunnel.since, at)) {
    tunnel.process = script.key('t');
    tunnel.since = at - 2 * SECOND;
    const { tool } = kit.tunnel;
    script.add({
      act: 'process',
      host: tunnel.host,
      at: tunnel.since,
      parent: 'services',
      image: tool.image,
      commandLine: `"${tool.image}" /service`,
      seconds: 86_400,
      tool,
      asSystem: true,
      started: tunnel.process,
    });
  }
  const { address, name } = kit.peer;
  script.add({ act: 'connect', host: tunnel.host, at, process: tunnel.process, address, port: 443, seconds, sent, received, name });
  chronicle.tunnel(tunnel.host, address, at, at + seconds * SECOND, sent, received);
  return at;
}

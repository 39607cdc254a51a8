import type { Actor, Edge } from '../mind/actor.ts';
import type { Credential } from '../mind/knowledge.ts';
import type { Command } from './command.ts';

/** The program at the source that goes a way with a credential, and its command line: those of Windows where a password is at hand. */
export function toolLine(actor: Actor, mechanism: Edge['mechanism'], credential: Credential, account: number, host: number): Command {
  const { kit, random, ground } = actor;
  const { estate } = ground.base;
  const target = estate.hosts[host];
  const owner = estate.accounts[account];
  if (target === undefined || owner === undefined) throw new RangeError('no such host or account');
  const address = random.chance(0.5) ? estate.addressOf(host, actor.clock.now) : target.short;
  const user = `${owner.domain}\\${owner.name}`;
  const secret = random.letters(9);
  if (mechanism === 'rdp') {
    const line = `${kit.forwarder.image} -l 127.0.0.1:${random.integer(8_000, 9_999)} -t ${address}:3389`;
    return { image: kit.forwarder.image, line, tool: kit.forwarder };
  }
  if (credential.secret === 'hash' || mechanism === 'service') {
    const hash = credential.secret === 'hash' ? `-hashes :${random.hex(32)}` : `-p ${secret}`;
    const line = `${kit.executor.image} ${user}@${address} ${hash}`;
    return { image: kit.executor.image, line, tool: kit.executor };
  }
  switch (mechanism) {
    case 'wmi':
      return {
        image: 'C:\\Windows\\System32\\wbem\\WMIC.exe',
        line: `wmic /node:${address} /user:${user} /password:${secret} process call create "cmd.exe /c ${kit.implant.image}"`,
      };
    case 'task':
      return {
        image: 'schtasks.exe',
        line: `schtasks /create /s ${address} /u ${user} /p ${secret} /tn ${random.letters(6)} /tr ${kit.implant.image} /sc once /st 23:00 /ru SYSTEM`,
      };
    case 'winrm':
      return { image: 'winrs.exe', line: `winrs -r:${address} -u:${user} -p:${secret} cmd` };
    default:
      return { image: 'net.exe', line: `net use \\\\${address}\\C$ ${secret} /user:${user}` };
  }
}

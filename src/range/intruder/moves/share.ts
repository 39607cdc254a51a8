import { SECOND, type Moment } from '../../moment.ts';
import type { ActivityDetail } from '../../plan/index.ts';
import { extend, type Actor, type Hold } from '../mind/actor.ts';
import type { Credential } from '../mind/knowledge.ts';
import { run, type Command } from './command.ts';
import { toolLine } from './tool-line.ts';

/** Opens an admin share to bring or fetch files: no program runs there. */
export function openShare(
  actor: Actor,
  from: Hold,
  credential: Credential,
  account: number,
  host: number,
  bytes: Pick<ActivityDetail, 'sent' | 'received'>,
): Moment {
  const { clock, chronicle, script, random } = actor;
  const process = below(actor, from, { ...toolLine(actor, 'smb', credential, account, host), seconds: 20 });
  const at = clock.after(1, 3);
  const activity = script.activity(
    { kind: 'share', at, seconds: random.integer(20, 240), from: from.host, to: host, account },
    { ...process, session: script.key('s'), ...bytes, ...proof(actor, credential) },
  );
  extend(from, at + activity.seconds * SECOND);
  chronicle.use(activity, 'smb', credential.stolen);
  clock.after(activity.seconds, activity.seconds + 10);
  return at;
}

/** The tool at the source that carries the credential; through a tunnel it runs on the intruder's own computer, and the tunnel's process connects. */
export function below(actor: Actor, from: Hold, command: Command): ActivityDetail {
  const { tunnel, ground, clock, random, kit } = actor;
  const tunnelled = tunnel?.host === from.host && !ground.wasDown(tunnel.host, tunnel.since, clock.now) && random.chance(0.6);
  if (tunnelled && tunnel !== null) return { process: tunnel.process, workstation: kit.workstation };
  return { process: run(actor, from, command).key };
}

/** Hashes are proved by NTLM; who has the password takes what the carrier's clients take, by his tool's habit. */
export function proof({ random }: Actor, credential: Credential): ActivityDetail {
  return credential.secret === 'hash' || random.chance(0.3) ? { package: 'NTLM' } : {};
}

import { HOUR } from '../../moment.ts';
import { keepsToPaths, type Actor, type Hold } from '../mind/actor.ts';
import type { Credential } from '../mind/knowledge.ts';
import type { Archive } from './collect.ts';
import { request } from './command.ts';
import { keyAt } from './move.ts';
import { regain } from './regain.ts';
import { openShare } from './share.ts';
import { callHome } from './tunnel.ts';

/** An archive leaves the network: through the tunnel, through the web shell, or not at all. Returns whether it did. */
export function takeOut(actor: Actor, archive: Archive): boolean {
  const { random, style } = actor;
  const ways = random.chance(style.webShare) ? [throughWebShell, throughTunnel] : [throughTunnel, throughWebShell];
  return ways.some((way) => way(actor, archive));
}

/** The tunnel's host fetches the archive, if it lies elsewhere, and sends it. */
function throughTunnel(actor: Actor, archive: Archive): boolean {
  const { tunnel, random, chronicle } = actor;
  if (tunnel === null || (tunnel.host !== archive.host && !fetchTo(actor, tunnel.host, archive))) return false;
  const at = callHome(actor, {
    sent: archive.bytes + random.integer(20_000, 90_000),
    received: random.integer(30_000, 200_000),
    seconds: 60 + Math.ceil(archive.bytes / 200_000),
  });
  if (at === null) return false;
  chronicle.transfer({ host: tunnel.host, at, way: 'tunnel', bytes: archive.bytes });
  chronicle.step({
    at,
    host: tunnel.host,
    tactic: 'exfiltration',
    technique: 'T1048',
    title: 'Archive sent through the tunnel',
    account: null,
  });
  return true;
}

/** The web server fetches the archive, and the web shell hands it out in parts. */
function throughWebShell(actor: Actor, archive: Archive): boolean {
  const { foothold, clock, random, chronicle } = actor;
  if (archive.host !== foothold && !fetchTo(actor, foothold, archive)) return false;
  const parts = Math.min(40, 1 + Math.ceil(archive.bytes / 1_000_000));
  const first = clock.now;
  const name = archive.path.slice(archive.path.lastIndexOf('\\') + 1);
  for (let i = 1; i <= parts; i++) {
    const query = random.chance(0.5) ? `f=${encodeURIComponent(`C:\\Windows\\Temp\\${name}`)}&p=${i}` : null;
    request(
      actor,
      foothold,
      clock.after(3, 25),
      { received: random.integer(300, 700), sent: Math.ceil(archive.bytes / parts) + 200 },
      query,
    );
  }
  chronicle.transfer({ host: foothold, at: first, way: 'web-shell', bytes: archive.bytes });
  chronicle.step({
    at: first,
    host: foothold,
    tactic: 'exfiltration',
    technique: 'T1041',
    title: 'Archive taken through the web shell',
    account: null,
  });
  return true;
}

/** Opens a share of the archive's host from another that he holds, with a credential that opens it. */
function fetchTo(actor: Actor, to: number, archive: Archive): boolean {
  const { ground, clock } = actor;
  if (ground.wasDown(archive.host, clock.now - HOUR, clock.now + HOUR / 2)) return false;
  const at = regain(actor, to);
  if (at === null || !ground.permits(to, archive.host)) return false;
  const found = credentialFor(actor, at, archive.host);
  if (found === null) return false;
  openShare(actor, at, found.credential, found.account, archive.host, { sent: 4_000, received: archive.bytes + 9_000 });
  clock.after(5, 60);
  return true;
}

function credentialFor(actor: Actor, from: Hold, host: number): { readonly credential: Credential; readonly account: number } | null {
  const { knowledge, clock, ground } = actor;
  for (const credential of knowledge.credentials.values()) {
    const key = keyAt(actor, credential, host, clock.now);
    if (key?.outcome !== 'opens') continue;
    if (keepsToPaths(actor) && !ground.walkedBefore(key.account, from.host, host, clock.now)) continue;
    if (knowledge.administrators.get(host)?.has(key.account) === true) return { credential, account: key.account };
  }
  return null;
}

import { createHash } from 'node:crypto';
import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Capture } from './capture.ts';
import { about, type Ends } from './connection.ts';
import { sslLog } from './log-shapes.ts';

/** A TLS handshake as a sensor can read it. */
export interface Handshake {
  readonly version: 'TLSv12' | 'TLSv13';
  /** What the client asks for; null where it names nobody. */
  readonly name: string | null;
  /** Whose certificate is shown; in TLS 1.3 nobody sees it. */
  readonly subject: string;
  /** What Zeek thinks of the certificate. */
  readonly trust: string;
}

/** ssl.log. */
export function shakeHands(capture: Capture, random: Random, at: Moment, ends: Ends, { version, name, subject, trust }: Handshake): void {
  const written = at + random.integer(4, 40) * MILLISECOND;
  if (version === 'TLSv13') {
    const agreed = [version, random.chance(0.7) ? 'TLS_AES_256_GCM_SHA384' : 'TLS_AES_128_GCM_SHA256', 'x25519', name];
    capture.add(sslLog, written, about(at, ends, ...agreed, false, null, null, true, 'CsiI', null, null, null, null));
    return;
  }
  const resumed = random.chance(0.25);
  const agreed = [version, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', resumed ? null : 'x25519', name, resumed];
  const chain = resumed ? [null, null, null, null] : [[fingerprint(subject)], [], name === null ? null : name === subject, trust];
  capture.add(sslLog, written, about(at, ends, ...agreed, null, null, true, resumed ? 'CsiI' : 'CsxknGIi', ...chain));
}

const known = new Map<string, string>();

/** SHA-256 of a certificate. */
function fingerprint(subject: string): string {
  let digest = known.get(subject);
  if (digest === undefined) known.set(subject, (digest = createHash('sha256').update(`certificate of ${subject}`).digest('hex')));
  return digest;
}

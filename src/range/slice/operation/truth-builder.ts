import { createHash } from 'node:crypto';
import { fileTimeText, millisecondText, type Moment } from '../../moment.ts';
import type { Access, Hop, Operation, Stage, Tunnel } from '../../truth.ts';

/** A moment with the digits its log prints: 7 in Windows event logs, 3 in the database's. */
export interface Dated {
  readonly at: Moment;
  readonly digits: 3 | 7;
}

interface Wave {
  readonly first: Moment;
  last: Moment;
}

/** Writes down what really happens while the intruder acts. */
export class TruthBuilder {
  readonly #hosts = new Map<string, { first: Moment; last: Moment }>();
  readonly #hops = new Map<string, { -readonly [K in keyof Hop]: Hop[K] }>();
  readonly #stages: { at: Moment; stage: Stage }[] = [];
  readonly #tunnels: { -readonly [K in keyof Tunnel]: Tunnel[K] }[] = [];
  readonly #waves: Wave[] = [];
  readonly #stolen = new Map<string, { host: string; time: string }>();
  readonly accesses: Access[] = [];
  readonly targets: string[] = [];

  /** Number of the wave that goes on, from 1. */
  get wave(): number {
    return this.#waves.length;
  }

  beginWave(at: Moment): void {
    this.#waves.push({ first: at, last: at });
  }

  /** The intruder is at work on a host. */
  touch(host: string, at: Moment): void {
    const known = this.#hosts.get(host) ?? { first: at, last: at };
    this.#hosts.set(host, { first: Math.min(known.first, at), last: Math.max(known.last, at) });
    const wave = this.#waves.at(-1);
    if (wave !== undefined) wave.last = Math.max(wave.last, at);
  }

  stage(host: string, at: Moment, tactic: string, technique: string, title: string, account: string | null = null): void {
    this.touch(host, at);
    this.#stages.push({ at, stage: { tactic, technique, host, time: fileTimeText(at), title, finding: '', account, evidence: [] } });
  }

  /** A credential is stolen; from now on hops with it say where. */
  steal(account: string, host: string, at: Moment): void {
    this.stage(host, at, 'credential-access', 'T1003.001', 'LSASS memory read', account);
    this.#stolen.set(account, { host, time: fileTimeText(at) });
  }

  /** An account is used from one host to another: a hop the first time in a wave, one more use later. */
  hop(from: string, to: string, account: string, mechanism: string, dated: Dated): void {
    this.touch(from, dated.at);
    this.touch(to, dated.at);
    const time = dated.digits === 7 ? fileTimeText(dated.at) : millisecondText(dated.at);
    const key = [this.#waves.length, from, to, account].join(' ');
    const known = this.#hops.get(key);
    if (known !== undefined) {
      known.uses++;
      known.last = time;
      return;
    }
    this.#hops.set(key, {
      id: digest(key),
      from,
      to,
      account,
      mechanism,
      time,
      last: time,
      wave: this.#waves.length,
      interval: null,
      uses: 1,
      confidence: 1,
      stolen_at: this.#stolen.get(account) ?? null,
      evidence: [],
      observable: true,
    });
  }

  tunnel(host: string, kind: string, peer: string, at: Moment): void {
    this.touch(host, at);
    const known = this.#tunnels.find((tunnel) => tunnel.host === host && tunnel.peer === peer);
    if (known !== undefined) known.last = fileTimeText(at);
    else
      this.#tunnels.push({
        host,
        kind,
        peer,
        first: fileTimeText(at),
        last: fileTimeText(at),
        bytes_in: null,
        bytes_out: null,
        evidence: [],
      });
  }

  operation(): Operation {
    const first = Math.min(...this.#waves.map((wave) => wave.first));
    const last = Math.max(...this.#waves.map((wave) => wave.last));
    const hosts = [...this.#hosts].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      id: digest(`${first}`),
      first: fileTimeText(first),
      last: fileTimeText(last),
      confidence: 1,
      waves: this.#waves.map((wave) => ({ first: fileTimeText(wave.first), last: fileTimeText(wave.last) })),
      hosts: hosts.map(([name, seen]) => ({
        name,
        compromised: 'confirmed',
        first: fileTimeText(seen.first),
        last: fileTimeText(seen.last),
        confidence: 1,
      })),
      hops: [...this.#hops.values()],
      stages: [...this.#stages].sort((a, b) => a.at - b.at).map(({ stage }) => stage),
      tunnels: this.#tunnels,
      open_questions: [],
    };
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

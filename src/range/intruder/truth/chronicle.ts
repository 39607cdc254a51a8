import type { Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import type { QueryAct } from '../../warehouse/index.ts';
import type { Theft } from '../mind/knowledge.ts';

/** How a hop acted, in the words of the story. */
export type Mechanism = 'service' | 'task' | 'wmi' | 'winrm' | 'rdp' | 'smb' | 'database';

/** One use of an account from one host to another. */
export interface Use {
  readonly wave: number;
  readonly activity: Activity;
  readonly mechanism: Mechanism;
  /** The theft that yielded the credential; null where it stood in a file. */
  readonly stolen: Theft | null;
}

/** He tried an account and got nothing. */
export interface Failure {
  readonly wave: number;
  readonly activity: Activity;
  readonly outcome: 'wrong password' | 'denied';
}

export interface Step {
  readonly at: Moment;
  readonly host: number;
  readonly tactic: string;
  readonly technique: string;
  readonly title: string;
  /** Index of the account concerned. */
  readonly account: number | null;
}

export interface TunnelUse {
  readonly host: number;
  readonly peer: string;
  readonly first: Moment;
  last: Moment;
  bytesIn: number;
  bytesOut: number;
}

/** What left the network. */
export interface Transfer {
  readonly host: number;
  readonly at: Moment;
  readonly way: 'web-shell' | 'tunnel';
  readonly bytes: number;
}

/** A question to the warehouse, in the session that an activity opened. */
export interface Asked {
  readonly wave: number;
  readonly activity: Activity;
  readonly act: QueryAct;
}

/** What an intruder really did, in true time and the estate's own numbers. */
export class Chronicle {
  /** Tells operations of one world apart. */
  readonly name: string;
  readonly waves: { first: Moment; last: Moment }[] = [];
  readonly hosts = new Map<number, { first: Moment; last: Moment }>();
  readonly uses: Use[] = [];
  readonly failures: Failure[] = [];
  readonly steps: Step[] = [];
  readonly thefts: (Theft & { readonly wave: number })[] = [];
  readonly tunnels: TunnelUse[] = [];
  readonly transfers: Transfer[] = [];
  readonly asked: Asked[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Number of the wave that goes on, from 1; 0 before the first. */
  get wave(): number {
    return this.waves.length;
  }

  beginWave(at: Moment): void {
    this.waves.push({ first: at, last: at });
  }

  /** He is at work on a host. */
  touch(host: number, at: Moment): void {
    const known = this.hosts.get(host);
    if (known === undefined) this.hosts.set(host, { first: at, last: at });
    else {
      known.first = Math.min(known.first, at);
      known.last = Math.max(known.last, at);
    }
    const wave = this.waves.at(-1);
    if (wave !== undefined) wave.last = Math.max(wave.last, at);
  }

  step(step: Step): void {
    this.touch(step.host, step.at);
    this.steps.push(step);
  }

  use(activity: Activity, mechanism: Mechanism, stolen: Theft | null): void {
    this.touch(activity.from, activity.at);
    this.touch(activity.to, activity.at);
    this.uses.push({ wave: this.wave, activity, mechanism, stolen });
  }

  failure(activity: Activity, outcome: Failure['outcome']): void {
    this.touch(activity.from, activity.at);
    this.failures.push({ wave: this.wave, activity, outcome });
  }

  theft(theft: Theft): void {
    this.touch(theft.host, theft.at);
    this.thefts.push({ ...theft, wave: this.wave });
  }

  /** The tunnel of a host carries bytes to its far end and back. */
  tunnel(host: number, peer: string, from: Moment, to: Moment, sent: number, received: number): void {
    this.touch(host, from);
    const known = this.tunnels.find((tunnel) => tunnel.host === host && tunnel.peer === peer);
    if (known === undefined) this.tunnels.push({ host, peer, first: from, last: to, bytesIn: received, bytesOut: sent });
    else {
      known.last = Math.max(known.last, to);
      known.bytesIn += received;
      known.bytesOut += sent;
    }
  }

  transfer(transfer: Transfer): void {
    this.touch(transfer.host, transfer.at);
    this.transfers.push(transfer);
  }

  ask(activity: Activity, act: QueryAct): void {
    this.touch(activity.to, act.at);
    this.asked.push({ wave: this.wave, activity, act });
  }
}

import { createHash } from 'node:crypto';
import type { Moment } from '../moment.ts';
import type { EventKind, EventValues } from './event-kind.ts';
import type { Machine, Process } from './machine.ts';
import type { Program } from './program.ts';

/** Sysmon writes as LocalSystem, from its own service. */
export function sysmonRecord<Name extends string>(machine: Machine, kind: EventKind<Name>, at: Moment, values: EventValues<Name>): void {
  machine.record(kind, at, machine.resident('sysmon'), values, 'S-1-5-18');
}

/** A process as Sysmon's records begin with it. */
export function identity(process: Process): { ProcessGuid: string; ProcessId: number; Image: string } {
  return { ProcessGuid: process.guid, ProcessId: process.pid, Image: process.image };
}

const known = new Map<string, string>();
/** Names of files come without end; what is kept of them does not. */
const KEPT = 4096;

/** One file has one set of hashes, wherever it runs. */
export function hashes(image: string, program: Program): string {
  const name = program.build ?? (program.originalName === '-' ? image : program.originalName);
  const made = known.get(name);
  if (made !== undefined) return made;
  const digest = (algorithm: string): string => createHash(algorithm).update(name).digest('hex').toUpperCase();
  const text = `MD5=${digest('md5')},SHA256=${digest('sha256')},IMPHASH=${digest('md5').split('').reverse().join('')}`;
  if (known.size >= KEPT) known.clear();
  known.set(name, text);
  return text;
}

import type { NumberPlan } from '../../../case/index.ts';
import { fictionalPlan } from '../../carrier/index.ts';
import type { EventRecord } from '../../evtx/index.ts';
import { fileTimeText } from '../../moment.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { playSlice } from '../slice.ts';

/** A record with its values by name. */
export interface Seen {
  readonly host: string;
  readonly id: number;
  readonly sysmon: boolean;
  readonly time: string;
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
}

export function play(seed: number, quiet = false, numbers: NumberPlan = fictionalPlan): Rehearsal {
  return playSlice({ seed, quiet, numbers });
}

/** All Windows records of a rehearsal, by time. */
export function seen(rehearsal: Rehearsal): Seen[] {
  const records = rehearsal.machines.flatMap((machine) => [...machine.channels().values()].flat());
  return records.map(readable).sort((a, b) => a.at - b.at);
}

/** Every text that a rehearsal would write as evidence, and every text value of its Windows records. */
export function allText(rehearsal: Rehearsal): string {
  const windows = seen(rehearsal).map((record) => JSON.stringify(record.fields));
  return [...rehearsal.evidence.values(), ...windows].join('\n');
}

/** The lines of one kind of log, by the end of the file's name. */
export function lines(rehearsal: Rehearsal, ending: string): string[] {
  return [...rehearsal.evidence]
    .filter(([path]) => path.endsWith(ending))
    .flatMap(([, text]) => text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')));
}

function readable(record: EventRecord): Seen {
  const { definition } = record;
  const fields = definition.body.fields.map((field, i): [string, string] => [field.name ?? '', String(record.values[i] ?? '')]);
  return {
    host: record.computer,
    id: definition.id,
    sysmon: definition.channel.includes('Sysmon'),
    time: fileTimeText(record.time),
    at: record.time,
    fields: Object.fromEntries(fields),
  };
}

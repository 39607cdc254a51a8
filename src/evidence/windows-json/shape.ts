import { jsonPath, type JsonLine, type JsonPath } from '../json/index.ts';
import type { FieldValue } from '../reader.ts';
import type { AddField } from './payload.ts';
import type { SystemField } from './system-fields.ts';
import { asIs, type Turn } from './turns.ts';

/** Where a field of System stands in a shape, and what is done to its text. */
export interface SystemSource {
  /** From the shape's `systemObject` on; the first that leads somewhere counts. */
  readonly paths: readonly JsonPath[];
  readonly turn: Turn;
}

export type SystemSources = ReadonlyMap<string, SystemSource>;

/** What a shape may ask about the event it is part of. */
export interface Placed {
  readonly line: JsonLine;
  /** The object that holds the event. */
  readonly root: number;
  /** A field of System, as text. */
  system(name: SystemField): FieldValue | undefined;
  /** The text as Windows shows it to people; null where the shape has none. */
  readonly message: FieldValue;
}

/** One way in which a tool writes Windows events as JSON. */
export interface Shape {
  readonly name: string;
  /** The object that holds System's fields; null when it is the event's own. */
  readonly systemObject: JsonPath | null;
  readonly system: SystemSources;
  /** Where the time stands, the best first. */
  readonly times: readonly JsonPath[];
  /** Where the text stands as Windows shows it to people. */
  readonly message: JsonPath | null;
  /** Objects whose members are the payload; `null` when the event's own object holds them. */
  readonly payload: readonly JsonPath[] | null;
  /** Members of the event's own object that are no payload, where it holds the payload. */
  readonly header: ReadonlySet<string>;
  /** A payload value as the EVTX reader spells it; undefined when it is no payload. `number` when the shape has it as a number. */
  value(text: string, name: string, number: boolean, event: Placed): string | undefined;
  /** Values of a payload field that is not there under its name: what the shape lost or renamed, from where else it stands. */
  lost?(name: string, event: Placed): readonly FieldValue[];
  /** Names that `lost` may know something of. */
  readonly losses?: readonly string[];
  /** Adds what else the line has under the EVTX reader's names; without it, it goes by its name there with the shape's in front. */
  beside?(event: Placed, add: AddField): void;
  /** Offset of the clock that wrote the time when its text has no zone, in µs; null when the line does not tell. */
  clockOffset?(event: Placed): number | null;
}

type SystemTable = Readonly<Partial<Record<SystemField, string | readonly [path: string, turn: Turn]>>>;

/** The sources of System from dotted paths, with alternatives parted by `|`. */
export function systemSources(table: SystemTable): SystemSources {
  return new Map(
    Object.entries(table).map(([name, entry]) => {
      const [path, turn] = typeof entry === 'string' ? [entry, asIs] : entry;
      return [name, { paths: path.split('|').map(jsonPath), turn }];
    }),
  );
}

export const NOTHING: ReadonlySet<string> = new Set();

import { instantFromIso, type ErrorCode, type Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { Chunk } from './chunk.ts';
import { FieldTexts, joined } from './field-text.ts';
import { fileTimeInstant } from './file-time.ts';
import type { Place, Shape, Shapes } from './shape.ts';
import { SCOPE, type Pair } from './template.ts';
import { TYPE } from './tokens.ts';
import type { Values } from './values.ts';

/** A record's magic (4), size (4), number (8) and time written (8) come before its BinXml; its size comes again after it. */
const HEADER = 24;
const TRAILER = 4;

/** A record of which more fields are asked for than this is decoded whole. */
const FEW = 8;

const NO_TIME: Instant = { us: 0, tick: 0, digits: 0 };
const NO_SHAPE: Shape = { named: new Map(), hasSystem: false, unnamed: false, time: null, plan: null };

/** The record the reader stands on. One object serves a whole file: `open` moves it, and a field is decoded when it is asked for. */
export class EvtxEvent implements RawEvent {
  readonly source = 'windows';
  offset = 0;
  size = 0;
  time: Instant = NO_TIME;
  readonly #chunk: Chunk;
  readonly #values: Values;
  readonly #texts: FieldTexts;
  readonly #shapes: Shapes;
  readonly #hosts = new LastName();
  readonly #channels = new LastName();
  #shape = NO_SHAPE;
  /** How many fields were asked for. */
  #asked = 0;
  /** The record's fields by their numbers in the shape's plan, once it was followed. */
  #entries: readonly (Pair | null)[] | null = null;

  constructor(values: Values, shapes: Shapes) {
    this.#values = values;
    this.#chunk = values.chunk;
    this.#texts = new FieldTexts(values);
    this.#shapes = shapes;
  }

  get recordId(): string | null {
    return this.#systemText('EventRecordID') ?? null;
  }

  /** Forwarded records keep the number of the log they come from; only the number in the record's header is unique in the file. */
  get numbered(): boolean {
    const { view } = this.#chunk;
    const header = this.offset - this.#chunk.offset + 8;
    return Number(this.recordId) === view.getUint32(header, true) + view.getUint32(header + 4, true) * 2 ** 32;
  }

  /** Null where damage left what can be no name, so that no host is made of it; `get` shows it. */
  get host(): string | null {
    return this.#hosts.of(this.#systemText('Computer'));
  }

  get channel(): string | null {
    return this.#channels.of(this.#systemText('Channel'));
  }

  /** Moves to the record at `position` of the chunk; the reason why not when it cannot be an event. */
  open(position: number, size: number): ErrorCode | null {
    const values = this.#values;
    this.offset = this.#chunk.offset + position;
    this.size = size;
    this.#shape = NO_SHAPE;
    this.#entries = null;
    this.#asked = 0;
    const failure = values.open(position + HEADER, position + size - TRAILER, SCOPE.document);
    if (failure !== null) return failure;
    this.#shape = this.#shapes.of(values.instances, values.count);
    if (!this.#shape.hasSystem) return 'EVTX_SYSTEM_MISSING';
    const time = this.#shape.time && this.#timeAt(this.#shape.time);
    if (time === null) return 'EVTX_TIME_MISSING';
    this.time = time;
    return null;
  }

  /** System's fields win over fields of the payload with their name; values of a repeated name are joined by line feeds. */
  get(name: string): FieldValue | undefined {
    const named = this.#shape.named.get(name);
    if (named === undefined) return this.#shape.unnamed ? this.#texts.payload(name) : undefined;
    if (this.#asked < FEW && ++this.#asked === FEW) this.#followPlan();
    if (named.system !== null) {
      const text = this.#textAt(named.system);
      if (text !== undefined) return text;
    }
    if (this.#shape.unnamed) return this.#texts.payload(name);
    let found: FieldValue | undefined;
    for (const place of named.payload) found = joined(found, this.#textAt(place));
    return found;
  }

  /** Arrays give one field for each member. */
  fields(): readonly Pair[] {
    this.#followPlan();
    const entries = this.#entries;
    if (entries === null) return this.#texts.list();
    return this.#shape.plan?.absent === 0 ? (entries as readonly Pair[]) : entries.filter((entry) => entry !== null);
  }

  #followPlan(): void {
    this.#asked = FEW;
    this.#entries ??= this.#shape.plan?.apply(this.#texts, this.size) ?? null;
  }

  #systemText(name: string): FieldValue | undefined {
    const place = this.#shape.named.get(name)?.system;
    return place ? this.#textAt(place) : undefined;
  }

  #textAt(place: Place): FieldValue | undefined {
    if (this.#entries !== null && place.entry >= 0) return this.#entries[place.entry]?.[1];
    const instance = this.#values.instances[place.instance];
    return instance && this.#texts.text(instance, place.field);
  }

  /** When System says the event was made; null when it does not. */
  #timeAt(place: Place): Instant | null {
    const { field } = place;
    const instance = this.#values.instances[place.instance];
    if (instance === undefined) return null;
    const entry = instance.first + field.slot;
    const kind = field.slot < 0 || field.slot >= instance.slots ? 0 : (this.#values.kind[entry] ?? 0);
    if (kind >>> 16 !== TYPE.fileTime) return instantFromIso(this.#texts.text(instance, field) ?? '');
    if ((kind & 0xffff) !== 8) return null;
    const position = this.#values.position[entry] ?? 0;
    return fileTimeInstant(this.#chunk.view.getUint32(position, true), this.#chunk.view.getUint32(position + 4, true));
  }
}

/** Control characters, and what stands for a character that is none. */
// eslint-disable-next-line no-control-regex
const NO_NAME = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

/** Names of hosts and logs: few, and mostly that of the record before. */
class LastName {
  #text: string | null = null;
  #name: string | null = null;

  of(text: FieldValue | undefined): string | null {
    if (text === undefined || text === null) return null;
    if (text !== this.#text) {
      this.#text = text;
      this.#name = NO_NAME.test(text) ? null : text;
    }
    return this.#name;
  }
}

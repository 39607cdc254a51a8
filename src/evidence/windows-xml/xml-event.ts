import { instantFromIso, isoFromInstant, type ErrorCode, type Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import { channelName } from './native-text.ts';
import { XmlParser, type XmlOutcome } from './xml-parser.ts';

const NO_TIME: Instant = { us: 0, tick: 0, digits: 0 };

/** An event in Windows' XML, fields as the EVTX reader names and spells them. One object serves a whole file. */
export class XmlEvent implements RawEvent {
  readonly source = 'windows';
  offset = 0;
  size = 0;
  time: Instant = NO_TIME;
  readonly #parser = new XmlParser();

  get recordId(): string | null {
    return this.#parser.fields.system('EventRecordID') ?? null;
  }

  get host(): string | null {
    return this.#parser.fields.system('Computer') ?? null;
  }

  get channel(): string | null {
    const channel = this.#parser.fields.system('Channel');
    return channel ? channelName(channel) : null;
  }

  /** Index behind the element, or behind what was looked at. */
  get end(): number {
    return this.#parser.end;
  }

  /** Moves to the `<Event>` element that begins at an index. */
  parse(bytes: Buffer, from: number): XmlOutcome {
    return this.#parser.parse(bytes, from);
  }

  /** Says where the element stands; why it is no event, or null. */
  complete(offset: number, size: number): ErrorCode | null {
    this.offset = offset;
    this.size = size;
    const { fields } = this.#parser;
    if (fields.system('EventID') === undefined) return 'WINDOWS_NOT_EVENT';
    const time = instantFromIso(fields.system('TimeCreated') ?? '');
    if (!time) return 'WINDOWS_TIME_MISSING';
    this.time = time;
    return null;
  }

  get(name: string): FieldValue | undefined {
    if (name === 'Channel') return this.channel;
    if (name === 'TimeCreated') return isoFromInstant(this.time);
    return this.#parser.fields.get(name);
  }

  fields(): readonly (readonly [string, FieldValue])[] {
    return this.#parser.fields.list();
  }
}

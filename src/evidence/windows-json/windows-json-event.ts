import { isoFromInstant, type ErrorCode, type Instant } from '../../lib/index.ts';
import { joined, keyOf, KIND, type JsonLine, type JsonPath } from '../json/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import { listPayload } from './payload.ts';
import { eventObject, shapeOf } from './shape-of.ts';
import type { Placed, Shape } from './shape.ts';
import { SYSTEM_FIELDS, type SystemField } from './system-fields.ts';
import { eventTime, inZone } from './time.ts';

type Pair = readonly [string, FieldValue];

const NO_TIME: Instant = { us: 0, tick: 0, digits: 0 };

/**
 * A Windows event as one of the tools that ship them writes it, fields under the names and in the spelling that the EVTX reader gives. One object
 * serves a whole file: `open` moves it, and a field is decoded when it is asked for.
 */
export class WindowsJsonEvent implements RawEvent, Placed {
  readonly source = 'windows';
  offset = 0;
  size = 0;
  time: Instant = NO_TIME;
  zoneAssumed = false;
  line: JsonLine;
  root = 0;
  readonly #zone: string | null;
  #shape: Shape | null = null;
  /** The payload's fields where its objects hold more than plain members; made when it is first needed. */
  #pairs: Pair[] | null = null;
  #plain: boolean | null = null;
  /** The object with System's fields, and those with the payload's. */
  #systemAt = 0;
  readonly #payloadAt: number[] = [];

  constructor(line: JsonLine, zone: string | null) {
    this.line = line;
    this.#zone = zone;
  }

  get recordId(): string | null {
    return this.system('EventRecordID') ?? null;
  }

  get host(): string | null {
    return this.system('Computer') ?? null;
  }

  get channel(): string | null {
    return this.system('Channel') ?? null;
  }

  get message(): FieldValue {
    const path = this.#shape?.message;
    return path ? this.line.text(this.line.at(this.root, path)) : null;
  }

  /** Moves to the event that the line holds; why it is none, or null. */
  open(line: JsonLine, offset: number, size: number): ErrorCode | null {
    this.line = line;
    this.offset = offset;
    this.size = size;
    this.root = 0;
    this.#pairs = null;
    this.#plain = null;
    this.#shape = shapeOf(line, 0);
    if (!this.#shape) {
      this.root = eventObject(line);
      this.#shape = shapeOf(line, this.root);
    }
    if (!this.#shape) return 'WINDOWS_NOT_EVENT';
    this.#place(this.#shape);
    if (!this.system('EventID')) return 'WINDOWS_NOT_EVENT';
    return this.#readTime(this.#shape) ? null : 'WINDOWS_TIME_MISSING';
  }

  /** System's fields win over fields of the payload with their name; values of a repeated name are joined by line feeds. */
  get(name: string): FieldValue | undefined {
    if (name === 'TimeCreated') return isoFromInstant(this.time);
    const shape = this.#shape;
    if (!shape) return undefined;
    if (shape.system.has(name)) {
      const system = this.system(name as SystemField);
      if (system !== undefined) return system;
    }
    const payload = this.#payload(shape, name);
    if (payload !== undefined) return payload;
    const lost = shape.lost?.(name, this).reduce<FieldValue | undefined>(joined, undefined);
    if (lost !== undefined) return lost;
    if (name === 'Message') return this.message ?? undefined;
    if (shape.beside) return name.includes('_') ? this.fields().find(([each]) => each === name)?.[1] : undefined;
    const own = `${shape.name}.`;
    return name.startsWith(own) ? this.line.get(name.slice(own.length), this.root) : undefined;
  }

  /** System's fields, the payload's, the message, and what else the line has, under its name there with the shape's in front. */
  fields(): readonly Pair[] {
    const shape = this.#shape;
    if (!shape) return [];
    const pairs: Pair[] = [];
    const told = new Set(shape.times.map((path) => this.line.at(this.root, path)));
    for (const name of SYSTEM_FIELDS) {
      const value = name === 'TimeCreated' ? isoFromInstant(this.time) : this.system(name);
      if (value !== undefined) pairs.push([name, value]);
      told.add((shape.system.get(name)?.paths ?? []).map((path) => this.#scalar(path)).find((node) => this.line.text(node) !== null) ?? -1);
    }
    const payload = this.#payloadPairs(shape);
    pairs.push(...payload);
    for (const name of shape.losses ?? []) {
      if (payload.every(([each]) => each !== name)) for (const value of shape.lost?.(name, this) ?? []) pairs.push([name, value]);
    }
    if (this.message !== null) pairs.push(['Message', this.message]);
    if (shape.message) told.add(this.line.at(this.root, shape.message));
    if (shape.beside) {
      shape.beside(this, (name, node) => {
        const text = told.has(node) ? null : this.line.text(node);
        if (text) pairs.push([name, text]);
      });
      return pairs;
    }
    for (const object of this.#payloadAt) told.add(object);
    this.#listBeside(shape, this.root, '', told, pairs);
    return pairs;
  }

  system(name: SystemField): FieldValue | undefined {
    const source = this.#shape?.system.get(name);
    for (const path of source?.paths ?? []) {
      const text = this.line.text(this.#scalar(path));
      const turned = text === null || text === '' ? null : source?.turn(text);
      if (turned !== null && turned !== undefined) return turned;
    }
    return undefined;
  }

  /** The value that a path leads to, of a list its first: keywords are one, and one is nearly always all. -1 when there is none. */
  #scalar(path: JsonPath): number {
    const node = this.line.at(this.#systemAt, path);
    if (node < 0 || this.line.kind(node) !== KIND.array) return node;
    return this.line.next(node) > node + 1 ? node + 1 : -1;
  }

  #place({ systemObject, payload }: Shape): void {
    this.#systemAt = systemObject ? this.line.at(this.root, systemObject) : this.root;
    this.#payloadAt.length = 0;
    if (payload === null) this.#payloadAt.push(this.root);
    for (const path of payload ?? []) {
      const object = this.line.at(this.root, path);
      if (object >= 0) this.#payloadAt.push(object);
    }
  }

  #payload(shape: Shape, name: string): FieldValue | undefined {
    const { line } = this;
    if (shape.payload === null && shape.header.has(name)) return undefined;
    for (const object of this.#payloadAt) {
      const node = line.member(object, keyOf(name));
      if (node >= 0 && line.kind(node) < KIND.object) return this.#value(shape, name, node);
    }
    if (this.#isPlain(shape)) return undefined;
    let found: FieldValue | undefined;
    for (const [each, value] of this.#payloadPairs(shape)) if (each === name) found = joined(found, value);
    return found;
  }

  /** Whether the payload's members are all there is to it: none holds others, and none has a name that is written in another way. */
  #isPlain(shape: Shape): boolean {
    return (this.#plain ??= this.#payloadAt.every((object) => isPlain(this.line, object, shape.header)));
  }

  #payloadPairs(shape: Shape): readonly Pair[] {
    if (this.#pairs) return this.#pairs;
    const pairs: Pair[] = [];
    const add = (name: string, node: number): void => {
      const value = shape.payload === null && shape.header.has(name) ? undefined : this.#value(shape, name, node);
      if (value !== undefined) pairs.push([name, value]);
    };
    for (const object of this.#payloadAt) listPayload(this.line, object, shape.header, add);
    this.#pairs = pairs;
    return pairs;
  }

  #value(shape: Shape, name: string, node: number): FieldValue | undefined {
    const text = this.line.text(node);
    if (text === null || text === '') return null;
    return shape.value(text, name, this.line.kind(node) === KIND.number, this);
  }

  #listBeside(shape: Shape, object: number, before: string, told: ReadonlySet<number>, pairs: Pair[]): void {
    const { line } = this;
    for (let node = object + 1; node < line.next(object); node = line.next(node)) {
      const name = `${before}${line.key(node)}`;
      if (told.has(node) || (shape.payload === null && object === this.root && !shape.header.has(name))) continue;
      if (line.kind(node) === KIND.object) this.#listBeside(shape, node, `${name}.`, told, pairs);
      else line.list(node, `${shape.name}.${name}`, pairs);
    }
  }

  #readTime(shape: Shape): boolean {
    this.zoneAssumed = false;
    for (const path of shape.times) {
      const node = this.line.at(this.root, path);
      const read = node < 0 ? null : eventTime(this.line.text(node) ?? '');
      if (!read) continue;
      this.time = read.wall ? this.#ofWall(shape, read.time) : read.time;
      return true;
    }
    return false;
  }

  /** A time without a zone: in the zone that the carrier names, else by the line's own other clock, else as UTC. */
  #ofWall(shape: Shape, time: Instant): Instant {
    const known = this.#zone === null ? null : inZone(time, this.#zone);
    if (known) return known;
    this.zoneAssumed = true;
    return { ...time, us: time.us - (shape.clockOffset?.(this) ?? 0) };
  }
}

const SPACE = 0x20;

function isPlain(line: JsonLine, object: number, header: ReadonlySet<string>): boolean {
  for (let node = object + 1; node < line.next(object); node = line.next(node)) {
    if ((line.kind(node) >= KIND.object || line.keyHas(node, SPACE)) && !header.has(line.key(node))) return false;
  }
  return true;
}

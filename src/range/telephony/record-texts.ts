import { recordTypes, type RecordBatch } from './record-batch.ts';
import { imsiOf, msisdnOf, type Network } from './network.ts';
import { GENERATIONS } from './numbering.ts';
import { isAbroad, NOBODY, whichAbroad, whichElsewhere, type Party } from './ties.ts';

/** A column of texts: each text once, and which of them a row has; −1 for none. */
export interface TextColumn {
  readonly dictionary: readonly string[];
  readonly values: Int32Array;
}

/** The columns of a batch that are texts, its rows in the order given. */
export function textColumns(
  batch: RecordBatch,
  order: Uint32Array,
  network: Network,
): Readonly<Record<'msisdn' | 'imsi' | 'imei' | 'other' | 'cell' | 'type', TextColumn>> {
  const { people, country, numbering } = network;
  const { count } = people;
  const { served, other, start, cell, type } = batch;
  const servedAt = inOrder(served, order);
  const startAt = inOrder(start, order);
  const subscriber = (make: (i: number) => string) => new Texts(count, make);
  const msisdn = subscriber((i) => msisdnOf(network, i));
  const otherOwn = subscriber((i) => msisdnOf(network, i));
  const others = new Others(otherOwn, (party) =>
    isAbroad(party) ? numbering.abroad(whichAbroad(party)) : numbering.elsewhere(whichElsewhere(party)),
  );
  const imsi = new Changing(
    count,
    (i, second) => network.simOf(i, second),
    (i, sim) => imsiOf(network, i, sim),
  );
  const imei = new Changing(
    count,
    (i, second) => network.handsetOf(i, second),
    (i, handset) => numbering.imei(i, handset),
  );
  const cells = new Texts(country.names.length, (i) => country.names[i] ?? '');
  return {
    msisdn: msisdn.column(servedAt),
    imsi: imsi.column(servedAt, startAt),
    imei: imei.column(servedAt, startAt),
    other: others.column(order, other),
    cell: cells.column(inOrder(cell, order)),
    type: { dictionary: recordTypes, values: inOrder(type, order) },
  };
}

/** Values in the order of rows. */
export function inOrder(values: Int32Array | Uint32Array | Uint16Array | Uint8Array, order: Uint32Array): Int32Array {
  const ordered = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = values[order[i] ?? 0] ?? 0;
  return ordered;
}

/** Texts by a number below a limit, each made when it is first met. */
class Texts {
  readonly dictionary: string[] = [];
  readonly #places: Int32Array;
  readonly #make: (key: number) => string;

  constructor(limit: number, make: (key: number) => string) {
    this.#places = new Int32Array(limit).fill(-1);
    this.#make = make;
  }

  of(key: number): number {
    const known = this.#places[key] ?? -1;
    if (known >= 0) return known;
    const place = this.dictionary.length;
    this.#places[key] = place;
    this.dictionary.push(this.#make(key));
    return place;
  }

  column(keys: Int32Array): TextColumn {
    const values = new Int32Array(keys.length);
    for (let row = 0; row < keys.length; row++) values[row] = this.of(keys[row] ?? 0);
    return { dictionary: this.dictionary, values };
  }
}

/** The other parties: subscribers by index, the rest by what they are. */
class Others {
  readonly #own: Texts;
  readonly #rest = new Map<Party, number>();
  readonly #make: (party: Party) => string;

  constructor(own: Texts, make: (party: Party) => string) {
    this.#own = own;
    this.#make = make;
  }

  column(order: Uint32Array, parties: Int32Array): TextColumn {
    const values = new Int32Array(order.length);
    for (let row = 0; row < order.length; row++) values[row] = this.#of(parties[order[row] ?? 0] ?? NOBODY);
    return { dictionary: this.#own.dictionary, values };
  }

  #of(party: Party): number {
    if (party === NOBODY) return -1;
    if (party >= 0) return this.#own.of(party);
    const known = this.#rest.get(party);
    if (known !== undefined) return known;
    const place = this.#own.dictionary.length;
    this.#rest.set(party, place);
    this.#own.dictionary.push(this.#make(party));
    return place;
  }
}

/** Texts of a subscriber that change with time, such as the number of his SIM card. */
class Changing {
  readonly #dictionary: string[] = [];
  /** Of each subscriber, what he was first met with, and where its text stands. */
  readonly #places: Int32Array;
  readonly #first: Uint8Array;
  readonly #rest = new Map<number, number>();
  readonly #which: (i: number, second: number) => number;
  readonly #make: (i: number, which: number) => string;

  constructor(limit: number, which: (i: number, second: number) => number, make: (i: number, which: number) => string) {
    this.#places = new Int32Array(limit).fill(-1);
    this.#first = new Uint8Array(limit);
    this.#which = which;
    this.#make = make;
  }

  column(subscribers: Int32Array, seconds: Int32Array): TextColumn {
    const values = new Int32Array(subscribers.length);
    for (let row = 0; row < subscribers.length; row++) {
      const i = subscribers[row] ?? 0;
      values[row] = this.#of(i, this.#which(i, seconds[row] ?? 0));
    }
    return { dictionary: this.#dictionary, values };
  }

  #of(i: number, which: number): number {
    const known = this.#places[i] ?? -1;
    if (known < 0) {
      this.#first[i] = which;
      return (this.#places[i] = this.#new(i, which));
    }
    if (this.#first[i] === which) return known;
    const key = i * GENERATIONS + which;
    const place = this.#rest.get(key) ?? this.#new(i, which);
    this.#rest.set(key, place);
    return place;
  }

  #new(i: number, which: number): number {
    return this.#dictionary.push(this.#make(i, which)) - 1;
  }
}

import { HOUR, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';

const FIRST_PID = 150;
const LAST_PID = 16_000;
/** So many process ids are held at a time: half of them, so that a free one is found in two draws. */
const HELD = 8_000;
/** How many processes that still run are passed over in a row, before one of them loses its id. */
const PATIENCE = 16;

/** Process ids of a machine. One that has ended is given out again after some eight thousand others: a record's bare pid names one process for long. */
export class ProcessIds {
  readonly #taken = new Uint8Array(LAST_PID + 1);
  readonly #ended = new Uint8Array(LAST_PID + 1);
  /** Those given out, oldest first, in a ring. */
  readonly #queue = new Uint16Array(2 * HELD);
  #first = 0;
  #count = 0;

  /** A multiple of four that no process has. `stays`: it is kept until it is given back. */
  take(random: Random, stays: boolean): number {
    let slot = random.integer(FIRST_PID, LAST_PID);
    while (this.#taken[slot] !== 0) slot = random.integer(FIRST_PID, LAST_PID);
    this.#taken[slot] = 1;
    this.#ended[slot] = 0;
    if (!stays) this.#append(slot);
    if (this.#count > HELD) this.#forgetOne();
    return 4 * slot;
  }

  /** The process has ended. */
  end(pid: number): void {
    this.#ended[pid / 4] = 1;
  }

  /** Gives back one that was to stay. */
  giveBack(pid: number): void {
    this.#taken[pid / 4] = 0;
  }

  #append(slot: number): void {
    this.#queue[(this.#first + this.#count) % this.#queue.length] = slot;
    this.#count++;
  }

  #forgetOne(): void {
    for (let tries = 1; ; tries++) {
      const slot = this.#queue[this.#first] ?? 0;
      this.#first = (this.#first + 1) % this.#queue.length;
      this.#count--;
      if (this.#ended[slot] === 0 && tries < PATIENCE) {
        this.#append(slot);
        continue;
      }
      this.#taken[slot] = 0;
      return;
    }
  }
}

/** Ids of one generation: enough that none of them can come near the next generation's. */
const GENERATION = 1 << 16;

/** Session ids of a machine: they grow with the time since boot, as the kernel's counter does, so only those of about the same time need be told apart. */
export class LogonIds {
  #young = new Set<number>();
  #old = new Set<number>();

  take(random: Random, sinceBoot: number): number {
    const grown = 0x4_0000 + Math.floor(sinceBoot / 70_000);
    let id = grown + random.integer(0, 900);
    while (this.#young.has(id) || this.#old.has(id)) id = grown + random.integer(0, 900);
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
    return id;
  }
}

const FIRST_PORT = 49_152;
const LAST_PORT = 65_535;
const REST = 12 * HOUR;
/** So many uses of a port are remembered; and after so many draws a busy machine takes any port. */
const REMEMBERED = 8;
const DRAWS = 24;

/** Source ports of the dynamic range. One that was used is left alone for half a day; later it may come again, as ports do. */
export class SourcePorts {
  readonly #uses: (Moment[] | undefined)[] = [];

  take(random: Random, at: Moment): number {
    let port = random.integer(FIRST_PORT, LAST_PORT);
    for (let draws = 1; draws < DRAWS && this.#rests(port, at); draws++) port = random.integer(FIRST_PORT, LAST_PORT);
    const uses = (this.#uses[port - FIRST_PORT] ??= []);
    uses.push(at);
    if (uses.length > REMEMBERED) uses.shift();
    return port;
  }

  #rests(port: number, at: Moment): boolean {
    const uses = this.#uses[port - FIRST_PORT];
    if (uses === undefined) return false;
    for (const used of uses) if (Math.abs(used - at) < REST) return true;
    return false;
  }
}

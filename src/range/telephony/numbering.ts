import type { NumberPlan } from '../../case/index.ts';
import { checkDigit } from '../carrier/number-plan.ts';
import type { Random } from '../random.ts';
import { fractionOf, mix } from './mixing.ts';

/** SIM cards and handsets of one subscriber that can be told apart: after the last the first comes again. */
export const GENERATIONS = 16;

/** Who has which number. All of them are functions of a subscriber's index; no two subscribers share one. */
export interface Numbering {
  /** E.164 digits of a subscriber of the carrier. */
  own(subscriber: number): string;
  /** E.164 digits of a customer of another carrier of the country; any number up to a few hundred million. */
  elsewhere(person: number): string;
  /** E.164 digits of somebody abroad. */
  abroad(person: number): string;
  /** 15 digits; `generation` counts his SIM cards. */
  imsi(subscriber: number, generation: number, roamsIn: boolean): string;
  /** 15 digits with the check digit (3GPP TS 23.003 §6.2.1); `generation` counts his handsets. */
  imei(subscriber: number, generation: number): string;
}

/** First digits of national numbers, and how many more make a block. Subscribers of one block share a prefix, as in a real plan. */
const OWN = ['15', '16', '17'];
const OTHERS = ['18', '19'];
const BLOCK_DIGITS = 3;
const BLOCK = 10 ** BLOCK_DIGITS;
/** Subscribers that share a block at least, as long as there are blocks. */
const SHARING = 40;

/** The network that subscribers of others belong to, and in which the own ones roam: a test network that the plan has not (ITU-T E.212: 001-01, 999-99). */
export function networkAbroad(plan: NumberPlan): string {
  return ['99999', '00101', '00102'].find((network) => !plan.mcc_mnc.includes(network)) ?? '99998';
}

/** Draws a numbering. Throws RangeError where the plan has no room for so many subscribers. */
export function drawNumbering(random: Random, plan: NumberPlan, subscribers: number): Numbering {
  const lengths = [...plan.msisdn_lengths].sort((a, b) => a - b).map((length) => length - plan.country_code.length);
  const room = (length: number): number => 10 ** (length - 2 - BLOCK_DIGITS);
  const longest = lengths.at(-1) ?? 8;
  const blocks = Math.min(OWN.length * BLOCK, Math.max(8, Math.ceil(subscribers / SHARING)));
  const each = Math.ceil(subscribers / blocks);
  // Short numbers only where a block of them holds its share.
  const fitting = lengths.filter((length) => room(length) >= each * 1.2);
  if (each > room(longest)) throw new RangeError(`a number plan with ${longest} digits has no room for ${subscribers} subscribers`);
  const spread = random.word();
  const shift = random.integer(0, OWN.length * BLOCK - 1);
  const stride = coprime(subscribers, 0.618);
  const number = (prefixes: readonly string[], block: number, local: number, usable: readonly number[]): string => {
    const code = (block * 1_237 + shift) % (prefixes.length * BLOCK);
    const length = usable[((mix(spread, code, prefixes.length) >>> 0) % usable.length) | 0] ?? longest;
    const scattered = (local * stepIn(room(length)) + ((mix(spread, code, 7) >>> 0) % room(length))) % room(length);
    const digits = padded(code % BLOCK, BLOCK_DIGITS) + padded(scattered, length - 2 - BLOCK_DIGITS);
    return `${plan.country_code}${prefixes[Math.floor(code / BLOCK)] ?? ''}${digits}`;
  };
  const own = fitting.length > 0 ? fitting : [longest];
  const homes = plan.mcc_mnc;
  const visitors = networkAbroad(plan);
  const abroadDigits = foreignDigits(plan);
  const models = Array.from({ length: MODELS }, (_, i) => 440 + ((i * 17 + 3) % 500));
  const salt = random.word();
  return {
    own(subscriber) {
      const place = (subscriber * stride) % subscribers;
      return number(OWN, place % blocks, Math.floor(place / blocks), own);
    },
    elsewhere: (person) => number(OTHERS, person % (OTHERS.length * BLOCK), Math.floor(person / (OTHERS.length * BLOCK)), [longest]),
    abroad: (person) => `${abroadDigits.prefix}${padded(scatter(person, 10 ** abroadDigits.digits), abroadDigits.digits)}`,
    imsi(subscriber, generation, roamsIn) {
      const network = roamsIn ? visitors : (homes[(mix(salt, subscriber, 1) >>> 0) % homes.length] ?? '00101');
      return network + padded(scatter(subscriber * GENERATIONS + generation, 1e9), 15 - network.length);
    },
    imei(subscriber, generation) {
      const device = subscriber * GENERATIONS + generation;
      // Few models are many people's: the share of a model falls with its rank.
      const model = models[Math.floor(MODELS * fractionOf(mix(salt, subscriber, 100 + generation)) ** 2.2)] ?? 440;
      const body = `00${model}${padded(Math.floor(device / 1e6), 3)}${padded(scatter(device % 1e6, 1e6), 6)}`;
      return body + checkDigit(body);
    },
  };
}

const MODELS = 40;

/** Numbers abroad begin with a country code that nobody has (999). Where that is the carrier's own, they are longer than its numbers. */
function foreignDigits(plan: NumberPlan): { readonly prefix: string; readonly digits: number } {
  if (plan.country_code !== '999') return { prefix: '9994', digits: 8 };
  const length = [14, 13, 15, 10].find((one) => !plan.msisdn_lengths.includes(one)) ?? 14;
  return { prefix: '9994', digits: Math.min(9, length - 4) };
}

/** A one-to-one scattering of 0 … size − 1, size a power of ten up to 10^9. */
function scatter(value: number, size: number): number {
  return ((value % size) * stepIn(size) + 271_828) % size;
}

/** A step that has no factor in common with any power of ten; products with numbers below 10^9 stay exact. */
function stepIn(size: number): number {
  return size > 1e6 ? 7_364_137 : size > 1e3 ? 61_803 : 617;
}

/** A number near that share of the size without a common factor: counting by it visits every one once. */
function coprime(size: number, share: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let candidate = Math.max(1, Math.floor(size * share));
  while (common(size, candidate) !== 1) candidate += 1;
  return candidate;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

import type { NumberPlan } from '../../case/index.ts';
import type { Random } from '../random.ts';

/** A plan that no real network has: country code 999 is unassigned, network 001-01 is for tests (3GPP TS 23.003, ITU-T E.212). */
export const fictionalPlan: NumberPlan = { country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101'] };

/** The first digits of a national number, drawn as blocks: subscribers of one block share a prefix, as they do in a real plan. */
export function drawBlocks(random: Random, count: number): string[] {
  const blocks = new Set<string>();
  while (blocks.size < count) blocks.add(`${random.pick(['15', '16', '17'])}${random.digits(3)}`);
  return [...blocks];
}

/** An MSISDN in E.164 digits. */
export function drawMsisdn(random: Random, plan: NumberPlan, block: string): string {
  const length = random.pick(plan.msisdn_lengths);
  const head = plan.country_code + block;
  return head + random.digits(length - head.length);
}

/** An IMSI of 15 digits. */
export function drawImsi(random: Random, plan: NumberPlan): string {
  const network = random.pick(plan.mcc_mnc);
  return network + random.digits(15 - network.length);
}

/** An IMEI of 15 digits with its check digit; type allocation codes that begin with 00 are for test equipment. */
export function drawImei(random: Random): string {
  const body = `${random.pick(['00440138', '00440275', '00451166', '00452907'])}${random.digits(6)}`;
  return body + checkDigit(body);
}

/** Luhn check digit over 14 digits (3GPP TS 23.003 Annex B). */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The spellings people use for one number. */
export function spellings(plan: NumberPlan, msisdn: string): { plus: string; zeros: string; national: string; digits: string } {
  const rest = msisdn.slice(plan.country_code.length);
  return { plus: `+${msisdn}`, zeros: `00${msisdn}`, national: plan.national_prefix + rest, digits: msisdn };
}

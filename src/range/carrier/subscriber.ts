import type { NumberPlan } from '../../case/index.ts';
import type { Random } from '../random.ts';
import { drawBlocks, drawImei, drawImsi, drawMsisdn } from './number-plan.ts';

/** Somebody with a contract. */
export interface Subscriber {
  readonly msisdn: string;
  readonly imsi: string;
  readonly imei: string;
  readonly home: string;
  readonly work: string;
  /** Numbers he talks to, most first. */
  readonly contacts: readonly string[];
}

const SUBSCRIBERS = 200;
const BLOCKS = 24;

/** The carrier's subscribers, with ties among them and to foreign numbers of the same fiction. */
export function drawSubscribers(random: Random, plan: NumberPlan): Subscriber[] {
  const blocks = drawBlocks(random, BLOCKS);
  const taken = new Set<string>();
  const unique = (draw: () => string): string => {
    let value = draw();
    while (taken.has(value)) value = draw();
    taken.add(value);
    return value;
  };
  const numbers = Array.from({ length: SUBSCRIBERS }, () => unique(() => drawMsisdn(random, plan, random.pick(blocks))));
  const outside = Array.from({ length: 60 }, () => unique(() => drawMsisdn(random, plan, random.digits(5))));
  const network = random.pick(plan.mcc_mnc);
  const cells = Array.from({ length: 40 }, (_, i) => cellName(network, 100 + (i % 8), random.integer(1_000, 65_000)));
  return numbers.map((msisdn, i) => ({
    msisdn,
    imsi: unique(() => drawImsi(random, plan)),
    imei: unique(() => drawImei(random)),
    home: random.pick(cells),
    work: random.pick(cells),
    contacts: [
      ...random.sample(
        numbers.filter((_, k) => k !== i),
        random.integer(4, 9),
      ),
      ...random.sample(outside, random.integer(1, 4)),
    ],
  }));
}

/** Cell global identity: MCC-MNC-LAC-CI (3GPP TS 23.003 §4.3.1). */
function cellName(network: string, area: number, cell: number): string {
  return `${network.slice(0, 3)}-${network.slice(3)}-${area}-${cell}`;
}

/** The location area of a cell. */
export function areaOf(cell: string): string {
  return cell.split('-')[2] ?? '';
}

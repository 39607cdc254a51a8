/** Seconds of a day at equal steps of a distribution over it: the n-th of `STEPS` is when n / STEPS of what happens has happened. */
export type DayCurve = Float64Array;

const BITS = 11;
const STEPS = 1 << BITS;

/** The second of the day for 32 random bits. */
export function secondOf(curve: DayCurve, bits: number): number {
  const at = bits >>> (32 - BITS);
  const from = curve[at] ?? 0;
  return Math.floor(from + ((curve[at + 1] ?? 86_399) - from) * (((bits << BITS) >>> 0) * 2 ** -32));
}

/** What happens by hour of the day, from midnight; straight between the middles of hours. */
function dayCurve(hours: readonly number[]): DayCurve {
  const perMinute = Float64Array.from({ length: 1_440 }, (_, minute) => {
    const at = (minute - 30 + 1_440) / 60;
    const low = hours[Math.floor(at) % 24] ?? 0;
    return low + (at % 1) * ((hours[Math.floor(at + 1) % 24] ?? 0) - low);
  });
  const total = perMinute.reduce((sum, weight) => sum + weight, 0);
  const curve = new Float64Array(STEPS + 1).fill(86_399);
  let done = 0;
  let step = 0;
  perMinute.forEach((weight, minute) => {
    for (; step < STEPS && (step / STEPS) * total <= done + weight; step++)
      curve[step] = 60 * (minute + ((step / STEPS) * total - done) / weight);
    done += weight;
  });
  return curve;
}

/**
 * Calls and texts rise through the morning, have a first peak before noon, the highest in the early evening and hardly any before dawn; at weekends
 * the morning begins later and the peaks are flat; firms keep office hours; data goes on until late.
 */
export const curves = {
  private: dayCurve([3, 1.6, 1, 0.7, 0.7, 1.2, 3.5, 9, 14, 17, 19, 20, 21, 20, 19, 20, 22, 25, 26, 24, 20, 15, 10, 5.5]),
  weekend: dayCurve([5, 3, 2, 1.2, 0.8, 0.8, 1.5, 3.5, 8, 14, 19, 21, 21, 19, 18, 18, 19, 21, 22, 21, 18, 14, 10, 7]),
  business: dayCurve([0.6, 0.4, 0.3, 0.3, 0.5, 1, 4, 13, 25, 30, 31, 29, 22, 24, 29, 29, 26, 20, 11, 6, 4, 3, 2, 1]),
  data: dayCurve([12, 8, 5, 3.5, 3.5, 4.5, 8, 13, 16, 17, 17, 18, 19, 18, 18, 18, 19, 20, 21, 22, 23, 24, 22, 18]),
  service: dayCurve([1, 1, 1, 1, 1, 2, 6, 12, 18, 22, 22, 21, 19, 20, 20, 19, 18, 16, 13, 10, 7, 4, 2, 1]),
} as const;

/** How much happens on each day of the week, Monday first, against the mean day. */
export const weeks = {
  private: normalised([1, 1, 1, 1.02, 1.1, 0.95, 0.84]),
  business: normalised([1.3, 1.32, 1.3, 1.3, 1.22, 0.35, 0.21]),
  data: normalised([0.98, 0.97, 0.97, 0.98, 1.02, 1.05, 1.03]),
} as const;

function normalised(days: readonly number[]): readonly number[] {
  const mean = days.reduce((sum, day) => sum + day, 0) / days.length;
  return days.map((day) => day / mean);
}

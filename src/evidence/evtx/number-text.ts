import { decimalText, eightHexDigits, hexText } from './digit-text.ts';

/** A 64-bit integer in decimal, exact. */
export function int64Text(view: DataView, position: number, signed: boolean): string {
  const high = view.getUint32(position + 4, true);
  // Below 2^53 a double is exact and faster.
  if (high < 0x200000) return decimalText(high * 0x100000000 + view.getUint32(position, true));
  return String(signed ? view.getBigInt64(position, true) : view.getBigUint64(position, true));
}

export function hex32Text(view: DataView, position: number): string {
  return hexText(view.getUint32(position, true));
}

export function hex64Text(view: DataView, position: number): string {
  const high = view.getUint32(position + 4, true);
  const low = view.getUint32(position, true);
  return high === 0 ? hexText(low) : hexText(high) + eightHexDigits(low);
}

/** A double, or a float when `single`, in the fewest digits that read back as the same number; not-a-number and infinities as XML Schema has them. */
export function realText(value: number, single: boolean): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  if (!single) return String(value);
  let digits = 6;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return String(Number(value.toPrecision(digits)));
}

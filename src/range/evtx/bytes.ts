/**
 * Little-endian stores into plain bytes. They check nothing: who calls them has checked that the number fits. Buffer's own
 * methods check, and cost several times as much for it.
 */
export function put16(out: Uint8Array, at: number, value: number): number {
  out[at] = value;
  out[at + 1] = value >>> 8;
  return at + 2;
}

/** 32 bits, signed or not. */
export function put32(out: Uint8Array, at: number, value: number): number {
  out[at] = value;
  out[at + 1] = value >>> 8;
  out[at + 2] = value >>> 16;
  out[at + 3] = value >>> 24;
  return at + 4;
}

const HIGH = 0x1_0000_0000;

/** 64 bits of a safe integer that is not negative. */
export function put64(out: Uint8Array, at: number, value: number): number {
  const high = Math.floor(value / HIGH);
  put32(out, at, value - high * HIGH);
  return put32(out, at + 4, high);
}

/** 100 ns between 1601-01-01 and 1970-01-01 (MS-DTYP 2.3.3), in two halves: 116,444,736,000,000,000. */
const EPOCH_HIGH = 27_111_902;
const EPOCH_LOW = 3_577_643_008;

/** A FILETIME: a moment in microseconds since 1970 and the 100 ns digit below; in two halves, since it passes 53 bits. */
export function putFileTime(out: Uint8Array, at: number, us: number, tick: number): number {
  const high = Math.floor(us / HIGH);
  const low = (us - high * HIGH) * 10 + tick + EPOCH_LOW;
  const carry = Math.floor(low / HIGH);
  put32(out, at, low - carry * HIGH);
  return put32(out, at + 4, high * 10 + EPOCH_HIGH + carry);
}

/** Texts from this length on are worth a call into the runtime. */
const LONG = 120;

/** UTF-16 without a closing NUL. */
export function putText(out: Buffer, at: number, text: string): number {
  const { length } = text;
  if (length >= LONG) return at + out.write(text, at, 'utf16le');
  let end = at;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    out[end] = unit;
    out[end + 1] = unit >>> 8;
    end += 2;
  }
  return end;
}

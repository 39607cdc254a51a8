/** 32 bits that depend on every bit of three numbers: MurmurHash3's mixing (A. Appleby, 2011). A signed integer: unsigned ones are slower. */
export function mix(seed: number, a: number, b: number): number {
  let h = seed ^ Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca77);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  h = Math.imul(h ^ (h >>> 16) ^ b, 0x27d4_eb2f);
  return h ^ (h >>> 15);
}

/** 0 ≤ x < 1, of 32 mixed bits. */
export function fractionOf(bits: number): number {
  return (bits >>> 0) * 2 ** -32;
}

/**
 * A stream of random bits that begins anywhere at once (sfc32, C. Doty-Humphrey): millions of short ones are drawn, one for each
 * subscriber and day. The range's own generator would take a third of the time that a record may.
 */
export class DrawStream {
  a = 0;
  b = 0;
  c = 0;
  counter = 1;

  /** Becomes the stream that goes by three numbers. */
  begin(seed: number, first: number, second: number): void {
    this.a = mix(seed, first, second);
    this.b = mix(this.a, second, first);
    this.c = mix(seed ^ 0x5bd1_e995, first, second ^ this.b);
    this.counter = 1;
    this.bits();
    this.bits();
  }

  /** 32 random bits, signed. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum;
  }

  /** 0 ≤ x < 1. */
  fraction(): number {
    return (this.bits() >>> 0) * 2 ** -32;
  }

  /** 0 ≤ n < limit. */
  below(limit: number): number {
    return Math.floor((this.bits() >>> 0) * 2 ** -32 * limit);
  }

  /** Poisson, by the exponential gaps between events (D. Knuth); for means up to a few dozen. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let n = 0;
    for (let product = this.fraction(); product > limit && n < 500; product *= this.fraction()) n++;
    return n;
  }
}

import { createHmac, hash } from 'node:crypto';

/** Block size of SHA-256 in bytes (RFC 2104 §2). */
const BLOCK = 64;
/** Longest message the fast path takes; identifiers have 16 digits at most, fragments of patterns can be longer. */
const ROOM = 64;

/**
 * HMAC-SHA-256 under one key for short ASCII messages, as hex cut to 128 bits. Composed of one-shot hashes over
 * buffers kept from call to call: many times the rate of `createHmac`, same result.
 */
export function keyedHash(key: Uint8Array): (message: string) => string {
  const block = Buffer.alloc(BLOCK);
  block.set(key.length > BLOCK ? hash('sha256', key, 'buffer') : key);
  const inner = Buffer.alloc(BLOCK + ROOM);
  const outer = Buffer.alloc(BLOCK + 32);
  for (let i = 0; i < BLOCK; i++) {
    inner[i] = (block[i] ?? 0) ^ 0x36;
    outer[i] = (block[i] ?? 0) ^ 0x5c;
  }
  return (message) => {
    if (message.length > ROOM) return createHmac('sha256', key).update(message, 'latin1').digest('hex').slice(0, 32);
    const end = BLOCK + inner.write(message, BLOCK, 'latin1');
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'hex').slice(0, 32);
  };
}

/** A key for one purpose, derived from the case's key: HMAC-SHA-256 over the purpose's name. */
export function derivedKey(key: Uint8Array, purpose: string): Uint8Array {
  return createHmac('sha256', key).update(`hardcell 1 ${purpose}`).digest();
}

import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, realpathSync, unlinkSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { HardcellError } from '../../lib/index.ts';

/** Bytes of a key: as many as the hash has (RFC 2104 §3). */
const KEY_BYTES = 32;

/** Where a case's key lies. */
export interface KeyPlace {
  /** `--key FILE`; null for the default in the user's configuration folder. */
  readonly file: string | null;
  readonly caseId: string;
  readonly caseDir: string;
  /** The case was made with a key already: making a new one would give every subscriber a second name. */
  readonly mustExist?: boolean;
}

/** The key of a case, held in memory only. */
export interface CaseKey {
  readonly key: Uint8Array;
  readonly path: string;
  readonly created: boolean;
}

/**
 * Reads the key of a case, or makes it: 32 random bytes as hex text in a file that only its owner can read, never inside the case.
 * Throws KEY_INSIDE_CASE, KEY_MALFORMED, KEY_MISSING or KEY_UNREADABLE. Two processes that start at once get the same key.
 */
export function loadOrCreateKey(place: KeyPlace): CaseKey {
  const path = resolve(place.file ?? defaultKeyPath(place.caseId));
  refuseInside(path, place.caseDir);
  const known = readKey(path);
  if (known !== null) return { key: known, path, created: false };
  if (place.mustExist === true) throw new HardcellError('KEY_MISSING', {}, path);
  const created = createKey(path);
  const key = readKey(path);
  if (key === null) throw new HardcellError('KEY_MISSING', {}, path);
  return { key, path, created };
}

/** Eight hex digits that tell keys apart and say nothing about them: noted in the manifest, so that a wrong key is refused later. */
export function keyFingerprint(key: Uint8Array): string {
  return createHmac('sha256', key).update('hardcell 1 fingerprint').digest('hex').slice(0, 8);
}

/** `$XDG_CONFIG_HOME/hardcell/keys/<case id>.key` (XDG Base Directory Specification: a relative value counts as unset). */
export function defaultKeyPath(caseId: string): string {
  const configured = process.env['XDG_CONFIG_HOME'] ?? '';
  const base = isAbsolute(configured) ? configured : join(homedir(), '.config');
  return join(base, 'hardcell', 'keys', `${basename(caseId)}.key`);
}

function readKey(path: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return null;
    throw new HardcellError('KEY_UNREADABLE', { cause: errorCode(cause) }, path, { cause });
  }
  if (!/^[0-9a-fA-F]{64}\r?\n?$/.test(text)) throw new HardcellError('KEY_MALFORMED', {}, path);
  return Uint8Array.from(Buffer.from(text.slice(0, KEY_BYTES * 2), 'hex'));
}

/** Writes a new key beside its place and links it there, so that nobody reads half a key and the first one wins; false when one was there. */
function createKey(path: string): boolean {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    try {
      linkSync(draft, path);
      return true;
    } finally {
      unlinkSync(draft);
    }
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw new HardcellError('KEY_UNREADABLE', { cause: errorCode(cause) }, path, { cause });
  }
}

function refuseInside(path: string, caseDir: string): void {
  const way = relative(realPath(caseDir), realPath(path));
  const outside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (!outside) throw new HardcellError('KEY_INSIDE_CASE', {}, path);
}

/** The path with every symbolic link of its existing part followed. */
function realPath(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    const parent = dirname(full);
    return parent === full ? full : join(realPath(parent), basename(full));
  }
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
}

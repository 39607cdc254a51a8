import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HardcellError } from '../../lib/index.ts';
import { defaultKeyPath, keyFingerprint, loadOrCreateKey, type CaseKey } from './case-key.ts';

let dir = '';
let configured: string | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-key-'));
  mkdirSync(join(dir, 'case'));
  configured = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = join(dir, 'config');
});
afterEach(() => {
  if (configured === undefined) delete process.env['XDG_CONFIG_HOME'];
  else process.env['XDG_CONFIG_HOME'] = configured;
  rmSync(dir, { recursive: true, force: true });
});

const open = (file: string | null, mustExist = false): CaseKey =>
  loadOrCreateKey({ file, caseId: '0123456789abcdef', caseDir: join(dir, 'case'), mustExist });
const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return error instanceof HardcellError ? error.code : String(error);
  }
  return 'no error';
};

describe('the key of a case', () => {
  test('is made once, readable by its owner alone, and read from then on', () => {
    const made = open(null);
    expect([made.created, made.path, made.key.length]).toEqual([true, join(dir, 'config/hardcell/keys/0123456789abcdef.key'), 32]);
    expect(readFileSync(made.path, 'latin1')).toMatch(/^[0-9a-f]{64}\n$/);
    expect([statSync(made.path).mode & 0o777, statSync(join(dir, 'config/hardcell/keys')).mode & 0o777]).toEqual([0o600, 0o700]);
    const again = open(null);
    expect([again.created, again.key]).toEqual([false, made.key]);
  });

  test('lies where --key says', () => {
    const file = join(dir, 'keys/my.key');
    expect(open(file)).toMatchObject({ path: file, created: true });
  });

  test('leaves nothing else in its folder', () => {
    const { path } = open(join(dir, 'keys/my.key'));
    expect(existsSync(path)).toBe(true);
    open(path);
    expect(readFileSync(path).length).toBe(65);
  });

  test('is refused inside the case folder, through symbolic links too', () => {
    symlinkSync(join(dir, 'case'), join(dir, 'elsewhere'));
    mkdirSync(join(dir, 'case/sub'));
    symlinkSync(join(dir, 'case/sub/real.key'), join(dir, 'link.key'));
    writeFileSync(join(dir, 'case/sub/real.key'), `${'ab'.repeat(32)}\n`);
    for (const file of ['case/my.key', 'case/sub/new/my.key', 'elsewhere/my.key', 'link.key']) {
      expect(codeOf(() => open(join(dir, file)))).toBe('KEY_INSIDE_CASE');
    }
    expect(existsSync(join(dir, 'case/my.key'))).toBe(false);
  });

  test('may lie beside the case in a folder whose name begins alike', () => {
    expect(open(join(dir, 'case.keys/my.key')).created).toBe(true);
    expect(open(join(dir, '..key')).created).toBe(true);
  });

  test.each(['', 'ab', `${'ab'.repeat(32)}cd`, 'z'.repeat(64)])('is refused when its file holds %j', (text) => {
    writeFileSync(join(dir, 'bad.key'), text);
    expect(codeOf(() => open(join(dir, 'bad.key')))).toBe('KEY_MALFORMED');
  });

  test('is not made anew for a case that had one', () => {
    expect(codeOf(() => open(join(dir, 'lost.key'), true))).toBe('KEY_MISSING');
    expect(existsSync(join(dir, 'lost.key'))).toBe(false);
  });

  test('that cannot be read or made is an error with its cause', () => {
    mkdirSync(join(dir, 'folder.key'));
    expect(codeOf(() => open(join(dir, 'folder.key')))).toBe('KEY_UNREADABLE');
    writeFileSync(join(dir, 'file'), '');
    expect(codeOf(() => open(join(dir, 'file/my.key')))).toBe('KEY_UNREADABLE');
    chmodSync(join(dir, 'file'), 0o600);
  });

  test('has a fingerprint that tells keys apart', () => {
    const [a, b] = [open(join(dir, 'a.key')).key, open(join(dir, 'b.key')).key];
    expect(keyFingerprint(a)).toMatch(/^[0-9a-f]{8}$/);
    expect(keyFingerprint(a)).not.toBe(keyFingerprint(b));
  });

  test('has its default place in the home folder when the configured one is relative', () => {
    process.env['XDG_CONFIG_HOME'] = 'relative';
    expect(defaultKeyPath('c')).toMatch(/\/\.config\/hardcell\/keys\/c\.key$/);
  });
});

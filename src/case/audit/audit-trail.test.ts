import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuditTrail, verifyAuditTrail } from './audit-trail.ts';
import type { AuditEntry, AuditLine } from './types.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-audit-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const entry = (command: string): AuditEntry => ({
  who: 'alice@console-1',
  version: '0.1.0',
  command,
  flags: { jobs: 2, case: 'C', quiet: false },
  rules_digest: 'ab'.repeat(32),
  evidence: [{ path: 'dc-1/Security.evtx', sha256: null }],
});
const append = (...commands: readonly string[]): AuditLine[] => commands.map((command) => openAuditTrail(dir).append(entry(command)));
const path = (): string => join(dir, 'audit.jsonl');
const lines = (): string[] => readFileSync(path(), 'utf8').split('\n').slice(0, -1);
const rewrite = (changed: readonly string[]): void => writeFileSync(path(), changed.map((line) => `${line}\n`).join(''));

describe('the audit trail', () => {
  test('is sound while it is empty', () => {
    expect(verifyAuditTrail(dir)).toEqual({ ok: true, lines: 0, torn: [], problem: null });
  });

  test('chains each line to the one before it', () => {
    const [first, second] = append('investigate', 'report');
    expect([first?.seq, first?.prev]).toEqual([1, '0'.repeat(64)]);
    expect([second?.seq, second?.prev]).toEqual([2, first?.hash]);
    expect(lines().map((line): unknown => JSON.parse(line))).toEqual([first, second]);
    expect(verifyAuditTrail(dir)).toEqual({ ok: true, lines: 2, torn: [], problem: null });
  });

  test('names a line whose content was changed', () => {
    append('investigate', 'report', 'unseal');
    rewrite(lines().map((line, i) => (i === 1 ? line.replace('alice', 'mallory') : line)));
    expect(verifyAuditTrail(dir)).toMatchObject({ ok: false, lines: 1, problem: { line: 2, reason: expect.stringContaining('changed') } });
  });

  test('names a line that was made unreadable', () => {
    append('investigate', 'report', 'unseal');
    rewrite(lines().map((line, i) => (i === 1 ? 'x' : line)));
    expect(verifyAuditTrail(dir)).toMatchObject({ ok: false, problem: { line: 2, reason: 'it is no line of an audit trail' } });
  });

  test('notices lines that were swapped, taken out or put in twice', () => {
    append('investigate', 'report', 'unseal');
    const [a = '', b = '', c = ''] = lines();
    for (const order of [
      [a, c, b],
      [b, a, c],
      [a, c],
      [a, b, b, c],
      [b, c],
    ]) {
      rewrite(order);
      expect(verifyAuditTrail(dir).ok).toBe(false);
    }
  });

  test('notices lines cut off at the end, and refuses to go on', () => {
    append('investigate', 'report', 'unseal');
    rewrite(lines().slice(0, 2));
    expect(verifyAuditTrail(dir)).toMatchObject({ ok: false, lines: 2, problem: { line: 3, reason: expect.stringContaining('missing') } });
    expect(() => append('show')).toThrow(/cannot be continued/);
    rmSync(path());
    expect(verifyAuditTrail(dir).ok).toBe(false);
  });

  test('refuses to go on after a changed line', () => {
    append('investigate', 'report');
    rewrite(lines().map((line) => line.replace('alice', 'mallory')));
    expect(() => append('show')).toThrow(/line 1/);
  });

  test('survives a crash in the middle of a line: the rest stays, and the next line answers for it', () => {
    append('investigate');
    const size = readFileSync(path()).length;
    append('report');
    const whole = readFileSync(path());
    const head = `1 ${(JSON.parse(lines()[0] ?? '') as AuditLine).hash}\n`;
    for (const cut of [size + 1, size + 40, whole.length - 1]) {
      writeFileSync(path(), whole);
      truncateSync(path(), cut);
      writeFileSync(join(dir, 'audit.head'), head);
      expect(verifyAuditTrail(dir)).toMatchObject({
        ok: false,
        lines: 1,
        problem: { line: 2, reason: expect.stringContaining('never finished') },
      });
      const [line] = append('show');
      expect(line).toMatchObject({ seq: 2, torn: { bytes: cut - size } });
      expect(verifyAuditTrail(dir)).toEqual({ ok: true, lines: 2, torn: [3], problem: null });
    }
  });

  test('survives a crash while it notes a crash, wherever it is cut', () => {
    append('investigate');
    const sound = readFileSync(path());
    const head = readFileSync(join(dir, 'audit.head'));
    writeFileSync(path(), Buffer.concat([sound, Buffer.from('{"seq":2,"ti')]));
    append('report');
    const whole = readFileSync(path());
    for (let cut = sound.length + 1; cut < whole.length; cut += 29) {
      writeFileSync(path(), whole.subarray(0, cut));
      writeFileSync(join(dir, 'audit.head'), head);
      append('show');
      expect(verifyAuditTrail(dir)).toMatchObject({ ok: true, lines: 2, problem: null });
    }
  });

  test('is sound after a crash between the line and the head', () => {
    append('investigate');
    const head = readFileSync(join(dir, 'audit.head'));
    append('report');
    writeFileSync(join(dir, 'audit.head'), head);
    expect(verifyAuditTrail(dir).ok).toBe(true);
    append('show');
    expect(verifyAuditTrail(dir)).toMatchObject({ ok: true, lines: 3 });
  });

  test('notices unfinished bytes that were changed after they had been noted', () => {
    append('investigate');
    writeFileSync(path(), `${readFileSync(path(), 'utf8')}{"seq":2,`);
    append('report');
    rewrite(lines().map((line) => line.replace(/^{"seq":2,#/, '{"seq":3,#')));
    expect(verifyAuditTrail(dir)).toMatchObject({ ok: false, problem: { line: 2 } });
  });

  test('notices any single changed byte', () => {
    append('investigate', 'report', 'unseal');
    const whole = readFileSync(path());
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ change;
        writeFileSync(path(), changed);
        expect(verifyAuditTrail(dir).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('takes lines from several processes at once without losing or mixing one', async () => {
    const fixture = join(import.meta.dirname, 'append-many.fixture.ts');
    const run = (): Promise<number | null> =>
      new Promise((done) => spawn(process.execPath, [fixture, dir, '12'], { stdio: 'inherit' }).on('close', done));
    expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
    expect(verifyAuditTrail(dir)).toEqual({ ok: true, lines: 36, torn: [], problem: null });
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMasker, loadContext, openCase, type Case, type Masker } from '../case/index.ts';
import { tarOf, zipOf } from './archive/test-support/archives.ts';
import { unpacked } from './archive/test-support/unpacked.ts';
import { Originals } from './originals.ts';

const HEAD = '#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem\n';
const log = (stem: string): string => `${HEAD}2024-03-01 10:20:30 10.0.0.1 GET ${stem}\n`;

let dir: string;
let opened: Case;
const masker: Masker = createMasker({ key: new Uint8Array(32), plan: null, columns: new Map() });
const context = loadContext(null);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-originals-'));
  mkdirSync(join(dir, 'evidence'));
  opened = openCase(join(dir, 'case'));
});
afterEach(() => {
  opened.manifest.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Puts an archive into the evidence, and what it holds into the manifest as an investigation would. */
function collected(name: string, archive: Uint8Array, members: Record<string, string>, root = join(dir, 'evidence')): void {
  writeFileSync(join(dir, 'evidence', name), archive);
  opened.manifest.addPaths(
    Object.entries(members).map(([path, content]) => ({
      sha256: sha256(content),
      root,
      path: masker.text(path),
      size: Buffer.byteLength(content),
    })),
  );
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

function stemOf(originals: Originals, content: string): unknown {
  return originals.read(`${sha256(content).slice(0, 16)}@${HEAD.length}`, (event) => event.get('cs-uri-stem'));
}

it('reads a record of a nested member again', () => {
  collected(
    'a.zip',
    zipOf([
      {
        name: 'b.tar.gz',
        content: gzipSync(
          tarOf([
            { name: 'c.log', content: log('/c') },
            { name: 'd.log', content: log('/d') },
          ]),
        ),
      },
    ]),
    {
      'a.zip!/b.tar.gz!/c.log': log('/c'),
      'a.zip!/b.tar.gz!/d.log': log('/d'),
    },
  );
  const originals = new Originals(opened, masker, context, null);
  expect([log('/c'), log('/d'), log('/c')].map((content) => stemOf(originals, content))).toEqual(['/c', '/d', '/c']);
  expect(stemOf(originals, log('/x'))).toBe(null);
});

it('finds it when the archive itself was the evidence argument, when it was moved, and when its name was masked', () => {
  const name = 'of +442071234567.zip';
  collected(name, zipOf([{ name: 'c.log', content: log('/c') }]), { [`${name}!/c.log`]: log('/c') }, join(dir, 'evidence', name));
  expect(opened.manifest.paths()[0]?.path).not.toContain('442071234567');
  expect(stemOf(new Originals(opened, masker, context, null), log('/c'))).toBe('/c');
  expect(stemOf(new Originals(opened, masker, context, join(dir, 'evidence')), log('/c'))).toBe('/c');
  expect(stemOf(new Originals(opened, masker, context, join(dir, 'elsewhere')), log('/c'))).toBe(null);
});

it('finds what could be unpacked of a damaged member', async () => {
  const whole = HEAD + Array.from({ length: 5000 }, (_, i) => `2024-03-01 10:20:30 10.0.0.1 GET /${i * 7919}\n`).join('');
  const archive = zipOf([{ name: 'c.log', content: whole, method: 8 }]);
  archive.fill(0xff, 10_000, 10_010);
  const kept = (await unpacked(archive, 'a.zip')).files['a.zip!/c.log'] ?? '';
  expect(kept.length).toBeLessThan(whole.length);
  collected('a.zip', archive, { 'a.zip!/c.log': kept });
  expect(stemOf(new Originals(opened, masker, context, null), kept)).toBe('/0');
});

it('leaves nothing behind where it unpacks', () => {
  collected('a.zip', zipOf([{ name: 'c.log', content: log('/c') }]), { 'a.zip!/c.log': log('/c') });
  expect(stemOf(new Originals(opened, masker, context, null), log('/c'))).toBe('/c');
  expect(readdirSync(opened.paths.temporary)).toEqual([]);
});

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './measure.ts';
import { nameOf, type Run } from './suites.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.hardcell', 'accuracy');

/** What was measured before with the same sources and rules: an interrupted run goes on where it was, a changed program begins anew. */
export class Cache {
  readonly #code = digestOfCode();

  get(run: Run): Measured | null {
    const file = this.#file(run);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured) : null;
  }

  put(run: Run, measured: Measured): void {
    mkdirSync(folder, { recursive: true });
    const file = this.#file(run);
    writeFileSync(`${file}.part`, JSON.stringify(measured));
    renameSync(`${file}.part`, file);
  }

  #file({ suite, seed }: Run): string {
    const name = createHash('sha256')
      .update(`${this.#code} ${nameOf(suite)} ${seed}`)
      .digest('hex')
      .slice(0, 24);
    return join(folder, `${name}.json`);
  }
}

/** Everything that an answer depends on: sources without their tests, and rules. */
function digestOfCode(): string {
  const hash = createHash('sha256');
  for (const top of ['src', 'rules']) {
    const files = readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).filter((name) => !name.endsWith('.test.ts'));
    for (const name of files.sort()) {
      const path = join(root, top, name);
      if (statSync(path).isFile()) hash.update(`${top}/${name}\0`).update(readFileSync(path)).update('\0');
    }
  }
  return hash.digest('hex');
}

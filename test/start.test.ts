import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanUp, filesBelow, root, temporaryFolder } from './test-support/hardcell.ts';

let home: string;
let script: string;
beforeEach(() => {
  home = temporaryFolder();
  script = join(temporaryFolder(), 'script.mjs');
  writeFileSync(script, "export const told = process.env.NODE_COMPILE_CACHE ?? 'none';\nconsole.log(told);\n");
});
afterAll(cleanUp);

const cache = (): string => join(home, 'hardcell');

/** Starts the script as Hardcell is started, and gives where it was told to keep what is compiled. */
function start(env: Record<string, string> = {}): string {
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  const done = spawnSync(process.execPath, [join(root, 'bin/node24.js'), script], {
    encoding: 'utf8',
    env: { ...inherited, XDG_CACHE_HOME: home, ...env },
  });
  expect(done).toMatchObject({ status: 0, stderr: '' });
  return done.stdout.trim();
}

describe('what Node compiled', () => {
  it("is kept in the user's cache folder, which nobody else may enter", () => {
    expect(start()).toBe(cache());
    expect(statSync(cache()).mode & 0o777).toBe(0o700);
    expect(filesBelow(cache())).not.toEqual([]);
  });

  it('is not used where others could have written it', () => {
    mkdirSync(cache());
    chmodSync(cache(), 0o777);
    expect(start()).toBe('none');
    expect(filesBelow(cache())).toEqual([]);
  });

  it('is not kept where the folder cannot be made, and the program starts all the same', () => {
    writeFileSync(join(home, 'file'), '');
    expect(start({ XDG_CACHE_HOME: join(home, 'file') })).toBe('none');
  });

  it('is compiled again where it is damaged', () => {
    start();
    for (const name of filesBelow(cache())) writeFileSync(join(cache(), name), readFileSync(join(cache(), name)).fill(0x5a));
    expect(start()).toBe(cache());
  });

  it('is kept where the user says instead', () => {
    expect(start({ NODE_COMPILE_CACHE: join(home, 'own') })).toBe(join(home, 'own'));
  });
});

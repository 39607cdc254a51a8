import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HardcellError } from '../lib/index.ts';
import { holdCase } from './case-lock.ts';
import { Manifest } from './manifest.ts';

/** The one file that may stand in a folder before it is a case. */
const LOCK = 'case.lock';

/** Where things lie in a case folder. */
export interface CasePaths {
  readonly dir: string;
  readonly manifest: string;
  /** Output of the pass, by shard digest. */
  readonly shards: string;
  /** Tables of the stages, `<stage>-<digest>`. */
  readonly tables: string;
  /** Everything unfinished; emptied at start. */
  readonly temporary: string;
}

function casePaths(dir: string): CasePaths {
  const root = resolve(dir);
  return {
    dir: root,
    manifest: join(root, 'manifest.sqlite'),
    shards: join(root, 'shards'),
    tables: join(root, 'tables'),
    temporary: join(root, 'tmp'),
  };
}

/** An open case: its paths and its manifest. */
export interface Case {
  readonly paths: CasePaths;
  readonly manifest: Manifest;
}

/** Opens a case for work, making it when it is not there, and removes what an earlier run left unfinished. */
export function openCase(dir: string): Case {
  const paths = casePaths(dir);
  try {
    mkdirSync(paths.dir, { recursive: true });
    accessSync(paths.dir, constants.W_OK);
    // What is emptied below must be ours: a folder that holds other things is never taken for a case.
    if (!existsSync(paths.manifest) && readdirSync(paths.dir).some((name) => name !== LOCK))
      throw new HardcellError('CASE_FOREIGN', {}, paths.dir);
    const release = holdCase(join(paths.dir, LOCK), paths.dir);
    const manifest = new Manifest(paths.manifest, { readOnly: false, release });
    for (const folder of [paths.shards, paths.tables]) mkdirSync(folder, { recursive: true });
    rmSync(paths.temporary, { recursive: true, force: true });
    mkdirSync(paths.temporary);
    removeOrphans({ paths, manifest });
    return { paths, manifest };
  } catch (cause) {
    if (cause instanceof HardcellError) throw cause;
    throw new HardcellError('CASE_NOT_WRITABLE', { cause: errorCode(cause) }, paths.dir, { cause });
  }
}

/** Opens a case that must be there, to read it. */
export function openExistingCase(dir: string): Case {
  const paths = casePaths(dir);
  try {
    accessSync(paths.manifest, constants.R_OK);
  } catch (cause) {
    throw new HardcellError('CASE_NOT_THERE', {}, paths.dir, { cause });
  }
  return { paths, manifest: new Manifest(paths.manifest, { readOnly: true }) };
}

/** Removes shards and stage folders without a manifest row: cut off before the commit, or of a pass that no longer holds. */
export function removeOrphans({ paths, manifest }: Case): void {
  const shards = new Set(manifest.parts().map((row) => row.shard));
  for (const name of readdirSync(paths.shards)) if (!shards.has(name)) rmSync(join(paths.shards, name), { recursive: true, force: true });
  const stages = new Set(manifest.stages().map((stage) => `${stage.name}-${stage.digest}`));
  for (const name of readdirSync(paths.tables)) if (!stages.has(name)) rmSync(join(paths.tables, name), { recursive: true, force: true });
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
}

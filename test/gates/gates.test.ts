import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const settings = ['tsconfig.json', '.oxlintrc.json', '.prettierrc.json', '.prettierignore', 'knip.json', '.dependency-cruiser.mjs'];
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

/** Each gate of `npm run check`: its command, files it must pass, and a violation it must fail on. */
const gates: Record<string, { command: string[]; clean: Record<string, string>; planted: Record<string, string>; says: RegExp }> = {
  types: {
    command: [bin('tsc'), '-p', '.'],
    clean: { 'src/lib/index.ts': 'export const one: number = 1;\n' },
    planted: { 'src/lib/index.ts': "export const one: number = 'one';\n" },
    says: /TS2322/,
  },
  lint: {
    command: [bin('oxlint'), '--type-aware', '--deny-warnings', 'src'],
    clean: { 'src/lib/index.ts': 'export async function wait(): Promise<void> {\n  await Promise.resolve();\n}\n' },
    planted: { 'src/lib/index.ts': 'export function wait(): void {\n  Promise.resolve(1);\n}\n' },
    says: /no-floating-promises/,
  },
  'length of files': {
    command: [bin('oxlint'), '--type-aware', '--deny-warnings', 'src'],
    clean: { 'src/lib/index.ts': 'export const one = 1;\n' },
    planted: { 'src/lib/index.ts': Array.from({ length: 301 }, (_, i) => `export const n${i} = ${i};\n`).join('') },
    says: /max-lines/,
  },
  format: {
    command: [process.execPath, join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--check', 'src'],
    clean: { 'src/lib/index.ts': "export const one = 'one';\n" },
    planted: { 'src/lib/index.ts': 'export const one   =  "one"\n' },
    says: /index\.ts/,
  },
  'dead code': {
    command: [process.execPath, join(root, 'node_modules', 'knip', 'bin', 'knip.js'), '--include', 'files,exports'],
    clean: {
      'src/cli/main.ts': "import { one } from '../lib/index.ts';\nglobalThis.queueMicrotask(() => one);\n",
      'src/lib/index.ts': 'export const one = 1;\n',
    },
    planted: { 'src/cli/main.ts': '', 'src/lib/index.ts': 'export const one = 1;\n' },
    says: /src\/lib\/index\.ts/,
  },
  'layers: direction': {
    command: [
      process.execPath,
      join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'src',
    ],
    clean: { 'src/lib/index.ts': 'export const one = 1;\n', 'src/case/index.ts': "export { one } from '../lib/index.ts';\n" },
    planted: { 'src/lib/index.ts': "export { one } from '../case/index.ts';\n", 'src/case/index.ts': 'export const one = 1;\n' },
    says: /layer-lib/,
  },
  'layers: one door': {
    command: [
      process.execPath,
      join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'src',
    ],
    clean: { 'src/lib/index.ts': 'export const one = 1;\n', 'src/case/index.ts': "export { one } from '../lib/index.ts';\n" },
    planted: {
      'src/lib/inner.ts': 'export const one = 1;\n',
      'src/case/index.ts': "import type { one } from '../lib/inner.ts';\nexport type One = typeof one;\n",
    },
    says: /door-lib/,
  },
  'layers: SQL through the engine': {
    command: [
      process.execPath,
      join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'src',
    ],
    clean: { 'src/engine/duckdb/duckdb.ts': "export { DuckDBInstance } from '@duckdb/node-api';\n" },
    planted: { 'src/case/index.ts': "export { DuckDBInstance } from '@duckdb/node-api';\n" },
    says: /engine-door/,
  },
};

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-gate-'));
  made.push(folder);
  for (const name of settings) if (existsSync(join(root, name))) copyFileSync(join(root, name), join(folder, name));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'planted', type: 'module', dependencies: { '@duckdb/node-api': '*' } }),
  );
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function run(command: readonly string[], cwd: string): { status: number | null; output: string } {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  return { status: done.status, output: done.stdout + done.stderr };
}

describe.each(Object.entries(gates))('the gate for %s', (_, gate) => {
  it('passes what is right', () => {
    expect(run(gate.command, project(gate.clean))).toMatchObject({ status: 0 });
  });

  it('fails on a planted violation and names it', () => {
    const result = run(gate.command, project(gate.planted));
    expect(result.status).not.toBe(0);
    expect(result.output).toMatch(gate.says);
  });
});

#!/usr/bin/env node
// Runs a script under Node 24 or later: this Node when it is new enough, else the one that npm installed beside the sources.
// Plain JavaScript for Node 20 and later: it runs before anything else can be relied on.
import { spawn } from 'node:child_process';
import { lstatSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

/** Path of a Node that is new enough; null where there is none. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return null;
  }
}

/**
 * Setting under which Node keeps what it compiled (https://nodejs.org/api/module.html#module-compile-cache): a start then takes less than half the
 * time. It is a setting and no call, because a call holds for the main thread alone and every worker loads the readers again. The folder is
 * `$XDG_CACHE_HOME/hardcell` (`~/.cache` where the variable is unset); nothing is set where it is not ours alone: what lies in it is run.
 */
export function compileCache() {
  try {
    const configured = process.env.XDG_CACHE_HOME ?? '';
    const folder = join(isAbsolute(configured) ? configured : join(homedir(), '.cache'), 'hardcell');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    const ours = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return ours ? { NODE_COMPILE_CACHE: folder } : {};
  } catch {
    return {};
  }
}

/** Starts a script with its arguments, passes signals on, and ends as it ends. */
export function runUnderNode24(args) {
  const node = findNode();
  if (node === null) {
    console.error(
      `hardcell: needs Node.js ${NEEDED} or later, and this is ${process.versions.node}.\n  Install Node.js ${NEEDED} and run it again.`,
    );
    process.exit(3);
  }
  // DuckDB works on libuv's pool; its default of four starves a reader when several queries run.
  const env = { ...compileCache(), ...process.env, UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '8' };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`hardcell: ${error.message}`);
    process.exit(3);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 3);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runUnderNode24(process.argv.slice(2));

#!/usr/bin/env node
// Runs a script under Node 24 or later: this Node when it is new enough, else the one that npm installed beside the sources.
// Plain JavaScript for Node 20 and later: it runs before anything else can be relied on.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
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
  const env = { ...process.env, UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '8' };
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

#!/usr/bin/env node
// Starts Hardcell: the sources in a checkout (installing what they need once), the emitted JavaScript in the package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'src', 'cli', 'main.ts');
const checkout = existsSync(sources);

if (checkout) installOnce();
const { runUnderNode24 } = await import('./node24.js');
runUnderNode24([checkout ? sources : join(root, 'dist', 'cli', 'main.js'), ...process.argv.slice(2)]);

/** Runs `npm ci` when the lock file is not the one that was installed from. */
function installOnce() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.hardcell-installed');
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
  if (installed === lock) return;
  if (installed === null && npmIsNewerThanLock()) {
    writeFileSync(stamp, lock);
    return;
  }
  console.error('installing what Hardcell needs (once) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0) {
    console.error('hardcell: npm ci failed.\n  Check that npm is installed and reaches its registry, then run this again.');
    process.exit(3);
  }
  writeFileSync(stamp, lock);
}

/** Whether somebody ran `npm ci` by hand: npm leaves a lock of its own, younger than ours. */
function npmIsNewerThanLock() {
  const own = join(root, 'node_modules', '.package-lock.json');
  return existsSync(own) && statSync(own).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

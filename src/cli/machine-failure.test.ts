import { expect, test } from 'vitest';
import { HardcellError } from '../lib/index.ts';
import { machineFailure } from './machine-failure.ts';

test.each([
  ['IO Error: Could not write file "/c/tmp/x.parquet": No space left on device', 'DISK_FULL'],
  ['ENOSPC: no space left on device, write', 'DISK_FULL'],
  ['database or disk is full', 'DISK_FULL'],
  ["EROFS: read-only file system, open '/c/manifest.sqlite'", 'DISK_READ_ONLY'],
  ["EMFILE: too many open files, open 'a'", 'TOO_MANY_OPEN_FILES'],
])('%s is told as what it is', (message, code) => {
  expect(machineFailure(new Error(message))?.code).toBe(code);
});

test('an error of our own is told as it is, unless the machine failed underneath', () => {
  expect(machineFailure(new HardcellError('USAGE_SCOPE'))?.code).toBe('USAGE_SCOPE');
  const below = new HardcellError('CASE_NOT_WRITABLE', { cause: 'ENOSPC' }, 'C', { cause: new Error('ENOSPC: no space left on device') });
  expect(machineFailure(below)?.code).toBe('DISK_FULL');
});

test('a defect stays one', () => {
  expect(machineFailure(new TypeError('x is not a function'))).toBeNull();
});

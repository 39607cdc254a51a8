import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What starts the command line comes first: it takes longest, and what begins last would keep one core busy while the other has nothing left. */
class CommandsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const startsCommands = ({ moduleId }: TestSpecification): number =>
      relative(import.meta.dirname, moduleId).startsWith('test') ? 0 : 1;
    return (await super.sort(files)).toSorted((a, b) => startsCommands(a) - startsCommands(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'rules/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A process for each of so many files would load the same modules again each time; no test replaces a module or leaves the environment changed.
    isolate: false,
    sequence: { sequencer: CommandsFirst },
    setupFiles: ['test/test-support/property-seed.ts'],
    testTimeout: 30_000,
    reporters: ['default'],
  },
});

/**
 * Feeds mutated logs to every reader. Run: `npm run fuzz -- [inputs a format] [part of a format's name] [seed]`; a million without figures.
 * A broken promise is printed with the seed that finds it again and the input, base64, and the exit code is 1.
 */
import { checkReader } from './check-reader.ts';
import { families } from './families.ts';
import { Dice, mutated } from './mutate.ts';
import { fuzzScope } from './scope.ts';

const inputs = Number(process.argv[2] ?? 1_000_000);
const only = process.argv[3] ?? '';
const seed = Number(process.argv[4] ?? 1);
let broken = 0;
for (const { name, reader, seeds } of await families()) {
  if (!name.includes(only)) continue;
  const started = performance.now();
  const before = broken;
  for (let number = 0; number < inputs && broken - before < 5; number++) {
    // Each input has dice of its own, so that one can be made again without those before it.
    const bytes = mutated(seeds, new Dice(Math.imul(seed, 0x9e3779b1) + number + 1));
    try {
      checkReader(reader, bytes, fuzzScope);
    } catch (cause) {
      broken += 1;
      console.log(`${name}, seed ${seed}, input ${number}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
      console.log(bytes.toString('base64'));
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`${name}: ${inputs} inputs in ${seconds.toFixed(1)} s, ${broken - before} broken promises`);
}
process.exitCode = broken > 0 ? 1 : 0;

import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { columnDomains, crashPoint, createMasker } from '../case/index.ts';
import { factKinds, MappedFacts } from '../facts/index.ts';
import { compileRules, readLogsources } from '../sigma/index.ts';
import { mappedRoutes } from './mapped-routes.ts';
import { readFileInto, type FileCounts, type ReadEnvironment } from './read-file.ts';
import { ShardWriter } from './shard.ts';
import { Tally } from './tally.ts';
import type { PassSettings, TaskFile } from './task.ts';

/** Reads evidence into one shard after another; rules are compiled and the engine opened once. */
export class ShardReader {
  readonly #environment: ReadEnvironment;
  readonly #shard: ShardWriter;
  #folder = '';

  private constructor(environment: ReadEnvironment, shard: ShardWriter) {
    this.#environment = environment;
    this.#shard = shard;
  }

  static async open({ rules, context, key, from, to, memory, spill, tally }: PassSettings): Promise<ShardReader> {
    const environment: ReadEnvironment = {
      rules: compileRules(rules, [...readLogsources(), ...mappedRoutes(context.formats)]),
      context,
      masker: createMasker({ key, plan: context.numbers, columns: columnDomains(context.mappings) }),
      from,
      to,
      tally: new Tally(tally),
      mapped: new MappedFacts(context.formats),
    };
    mkdirSync(spill, { recursive: true });
    const tables = factKinds.map((kind) => kind.table);
    return new ShardReader(environment, await ShardWriter.open(memory, mkdtempSync(join(spill, 'worker-')), tables));
  }

  /** Begins a shard whose tables will lie in `folder`; `number` is one that no other shard of the case has. */
  async begin(number: number, folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    await this.#shard.begin(number);
  }

  read(file: TaskFile): FileCounts {
    const counts = readFileInto(this.#shard, file, this.#environment);
    crashPoint('in-shard');
    return counts;
  }

  async end(): Promise<void> {
    await this.#shard.end(this.#folder);
  }
}

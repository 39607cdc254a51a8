import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogsources, type Route, type SigmaRule } from '../../src/sigma/index.ts';
import type { MemoryEvent } from './memory-event.ts';

/** Processor seconds, the system's included, of reading the rules, and then of matching. */
export interface PeerRun {
  readonly load: number;
  readonly match: number;
  readonly matches: number;
}

const BINARY = process.env['RSIGMA'] ?? 'rsigma';
const ROUNDS = 3;

/** RSigma with its routing by logsource on the same rules and events, as flat JSON lines; bound to one core. */
export class Peer {
  readonly #folder: string;
  readonly #rules: string;

  private constructor(rules: readonly SigmaRule[]) {
    this.#folder = mkdtempSync(join(tmpdir(), 'hardcell-peer-'));
    this.#rules = join(this.#folder, 'rules');
    mkdirSync(this.#rules);
    const files = [...new Set(rules.map(({ file }) => file))];
    for (const [i, file] of files.entries()) copyFileSync(file, join(this.#rules, `${i}.yml`));
  }

  /** Null where it is not installed. */
  static of(rules: readonly SigmaRule[]): Peer | null {
    return spawnSync(BINARY, ['--version']).status === 0 ? new Peer(rules) : null;
  }

  version(): string {
    return spawnSync(BINARY, ['--version'], { encoding: 'utf8' }).stdout.trim();
  }

  /** The best of several rounds. */
  run(events: readonly MemoryEvent[]): PeerRun {
    const none = this.#write('none.json', events.slice(0, 1));
    const all = this.#write('all.json', events);
    const best = (path: string): { seconds: number; matches: number } => {
      const runs = Array.from({ length: ROUNDS }, () => this.#eval(path));
      return runs.reduce((least, each) => (each.seconds < least.seconds ? each : least));
    };
    const load = best(none);
    const { seconds, matches } = best(all);
    return { load: load.seconds, match: seconds - load.seconds, matches };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #eval(path: string): { seconds: number; matches: number } {
    const command = `TIMEFORMAT='%U %S'; time taskset -c 0 "$0" engine eval -q --input-format json --logsource-routing -r "$1" -e "@$2" >"$3" 2>/dev/null`;
    const out = join(this.#folder, 'matches.json');
    const run = spawnSync('bash', ['-c', command, BINARY, this.#rules, path, out], { encoding: 'utf8' });
    const [user = NaN, system = NaN] = run.stderr.trim().split(' ').map(Number);
    return { seconds: user + system, matches: readFileSync(out).reduce((count, byte) => (byte === 10 ? count + 1 : count), 0) };
  }

  #write(name: string, events: readonly MemoryEvent[]): string {
    const path = join(this.#folder, name);
    const out = openSync(path, 'w');
    for (let from = 0; from < events.length; from += 1000) {
      writeSync(
        out,
        `${events
          .slice(from, from + 1000)
          .map(flatLine)
          .join('\n')}\n`,
      );
    }
    closeSync(out);
    return path;
  }
}

const routes = readLogsources().filter(({ source, product }) => source === 'windows' && product === 'windows');

/** An event as one flat object, with the names of its logsource and the fields of rules beside the native ones. */
function flatLine(event: MemoryEvent): string {
  const own = routes.filter((route) => leads(route, event));
  const category = own.find((route) => route.category !== null);
  const flat: Record<string, string | null> = { product: 'windows' };
  if (category !== undefined) flat['category'] = category.category;
  const service = own.find((route) => route.service !== null)?.service;
  if (service !== undefined) flat['service'] = service;
  for (const [name, value] of event.fields()) flat[name] ??= value;
  for (const [name, { readings }] of category?.mapping.fields ?? []) {
    const native = readings.flatMap(({ names }) => names).find((each) => event.get(each) !== undefined);
    if (native !== undefined) flat[name] = event.get(native) ?? null;
  }
  return JSON.stringify(flat);
}

function leads({ channels, event: field, events, where }: Route, event: MemoryEvent): boolean {
  if (channels !== null && !channels.includes(event.channel?.toLowerCase() ?? '')) return false;
  if (events !== null && (field === null || !events.includes(event.get(field) ?? ''))) return false;
  return where.every(([name, values]) => values.includes(event.get(name)?.toLowerCase() ?? ''));
}

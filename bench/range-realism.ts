/**
 * Whether the quiet carrier looks like one: what its logons and call records come to, beside published figures of real networks.
 * Run: `node bench/range-realism.ts [--size small] [--seed 1]`.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Duckdb } from '../src/engine/index.ts';
import { drawWorld, knobsOf, rangeScenario, type Size } from '../src/range/run/index.ts';
import type { World } from '../src/range/world/index.ts';
import { loadContext } from '../src/case/index.ts';
import { callRecordFigures } from './realism/call-records.ts';
import { logonFigures } from './realism/logons.ts';
import { printFigures } from './realism/figure.ts';

const { values } = parseArgs({ options: { size: { type: 'string', default: 'small' }, seed: { type: 'string', default: '1' } } });
const out = mkdtempSync(join(tmpdir(), 'hardcell-realism-'));
try {
  const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
  const rehearsal = ['rehearse', 'quiet', '--seed', values.seed, '--size', values.size, '--facts', '--out', join(out, 'r')];
  const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...rehearsal], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const engine = await Duckdb.open({ threads: 2, memory: 2_000, temporary: out });
  try {
    const tables = join(out, 'r', 'case', 'tables');
    const [evidence = ''] = readdirSync(tables).filter((name) => name.startsWith('evidence-'));
    const world = drawWorld(rangeScenario('quiet'), knobsOf(sizeOf(values.size), {}, { seed: Number(values.seed) }));
    const leases = join(out, 'leases.csv');
    writeLeases(world, leases);
    console.log(`quiet, size ${values.size}, seed ${values.seed}\n`);
    printFigures('Logons', await logonFigures(engine, join(tables, evidence, 'authentication', '*.parquet'), leases));
    const mapping = loadContext(join(out, 'r', 'context')).mappings[0];
    if (mapping === undefined) throw new Error('the context describes no call-record store');
    const records = join(out, 'r', 'cdr', '*.parquet');
    const sites = join(out, 'sites.csv');
    await writeSites(engine, world, records, mapping.columns.cell ?? '', sites);
    printFigures('Call records', await callRecordFigures(engine, records, mapping.columns, sites));
  } finally {
    engine.close();
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

/** Where each cell of the records stands, in km: the range knows, its records do not say. */
async function writeSites(engine: Duckdb, { telephony }: World, records: string, column: string, file: string): Promise<void> {
  const cells = await engine.rows<{ cell: string }>(`SELECT DISTINCT "${column}" AS cell FROM read_parquet('${records}') ORDER BY cell`);
  const lines = cells.flatMap(({ cell }) => {
    const site = telephony.siteOf(cell);
    return site === null ? [] : [`${cell},${site.x},${site.y}`];
  });
  writeFileSync(file, ['cell,x,y', ...lines].join('\n'));
}

/** Which host had which address when: the carrier's own logs say so, but this is no test of reading them. */
function writeLeases({ estate }: World, file: string): void {
  const iso = (at: number): string => new Date(at / 1000).toISOString().replace('Z', '');
  const lines = estate.hosts.flatMap((host) =>
    estate.leasesOf(host.index).map(({ from, to, address }) => `${address},${iso(from)},${iso(to)},${host.fqdn}`),
  );
  writeFileSync(file, ['address,begins,ends,host', ...lines].join('\n'));
}

function sizeOf(name: string): Size {
  return name === 'large' || name === 'default' ? name : 'small';
}

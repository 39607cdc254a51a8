import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadContext, sourceFor, type CarrierContext } from '../src/case/index.ts';
import { readerFor, type EvidenceFile } from '../src/evidence/index.ts';
import { dhcpJobs, dhcpSources, vpnFormat, vpnJobs, vpnSources } from '../src/range/leases/index.ts';
import { webJobs, webSources } from '../src/range/web/index.ts';
import { zeekJobs, zeekSources } from '../src/range/zeek/index.ts';
import { MemorySink, tinyActs, tinyWorld } from '../src/range/zeek/test-support/tiny-world.ts';
import { cleanUp, temporaryFolder } from './test-support/hardcell.ts';

const world = tinyWorld({ acts: tinyActs });
const sink = new MemorySink();
let context: CarrierContext;

beforeAll(() => {
  for (const job of [...zeekJobs(world), ...webJobs(world), ...dhcpJobs(world), ...vpnJobs(world)]) job.run(sink);
  const folder = temporaryFolder();
  const sources = [...zeekSources(world), ...webSources(world), ...dhcpSources(world), ...vpnSources(world)];
  for (const [path, text] of [
    ['sources.yaml', stringify(sources)],
    ['formats/vpn.yaml', vpnFormat],
  ] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  context = loadContext(folder);
});
afterAll(cleanUp);

function opened(path: string): EvidenceFile {
  const bytes = sink.files.get(path)?.file.bytes() ?? Buffer.alloc(0);
  const zone = sourceFor(context, path)?.zone ?? null;
  return { path, zone, size: bytes.length, read: (buffer, position) => bytes.copy(buffer, 0, position, position + buffer.length) };
}

it('every text log of the range is recognised and read with nothing quarantined, record for record, within its span', () => {
  expect(context.problems).toEqual([]);
  const formats = new Set<string>();
  for (const path of sink.paths()) {
    const file = opened(path);
    const reader = readerFor(file, context.formats);
    let events = 0;
    const refused: unknown[] = [];
    reader?.read(file, {
      event: ({ time, zoneAssumed }) => {
        events++;
        if (time.us < world.span.from || time.us >= world.span.until + 12_000_000) refused.push(time);
        if (zoneAssumed) refused.push('zone');
      },
      quarantine: (item) => void refused.push(item),
    });
    expect({ path, events, refused }).toEqual({ path, events: sink.files.get(path)?.records, refused: [] });
    expect(sourceFor(context, path)?.host).toBeTruthy();
    formats.add(reader?.format ?? '');
  }
  expect([...formats].sort()).toEqual(['access-log', 'dhcp-audit', 'iis-w3c', 'mapped:vpn', 'zeek-json', 'zeek-tsv']);
});

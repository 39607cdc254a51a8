/**
 * How many remote logons are joined to the socket they came from, over recordings of several hosts. Goes the product's own way: the evidence is investigated
 * into a case, and its facts are joined by the names, clocks and socket index that the story uses.
 * Prints one table and the misses. Run: `node bench/sockets.ts [folder]`; each archive of the folder is one recording.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  authenticationTable,
  logRunTable,
  networkActivityTable,
  openExistingCase,
  stageInput,
  type Authentication,
  type Case,
  type StageInput,
} from '../src/case/index.ts';
import { investigateCase } from '../src/cli/investigate.ts';
import { Duckdb } from '../src/engine/index.ts';
import { DAY, HOUR, isoFromMicros } from '../src/lib/index.ts';
import { loadNames, socketIndex, type Socket } from '../src/names/index.ts';
import { clockOf, clockSkews } from '../src/story/clock.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '../../shared/data/windows-json');

type Logon = Pick<Authentication, 'time' | 'host' | 'account' | 'source_address' | 'source_port' | 'pointers'>;

/** `a/b.zip!/c.json` is of the recording `a/b.zip`; a file outside of archives is a recording of its own. */
function recordingOf(path: string): string {
  return path.split('!/', 1)[0] ?? path;
}

/** Recordings by the evidence they hold, and the hosts that each has records of. */
async function recordings(opened: Case, input: StageInput, hostOf: (host: string) => string) {
  const byEvidence = new Map<string, Set<string>>();
  for (const { sha256, path } of opened.manifest.paths())
    byEvidence.set(sha256, (byEvidence.get(sha256) ?? new Set()).add(recordingOf(path)));
  const hosts = new Map<string, Set<string>>();
  for (const { evidence, host } of await input.rows(logRunTable))
    for (const recording of byEvidence.get(evidence) ?? []) hosts.set(recording, (hosts.get(recording) ?? new Set()).add(hostOf(host)));
  return { byEvidence, hosts };
}

async function measure(opened: Case, engine: Duckdb): Promise<void> {
  const input = stageInput(opened, engine);
  const names = await loadNames(input);
  const clock = clockOf(await clockSkews(input), names.host);
  const placed = <T extends { readonly host: string; readonly time: number }>(row: T): T => {
    const host = names.host(row.host);
    return { ...row, host, time: clock.corrected(host, row.time) };
  };
  const sockets = async (direction: string): Promise<Socket[]> =>
    (await input.rows(networkActivityTable, `activity = 'connection' AND direction = '${direction}'`)).map(placed);
  const [outbound, inbound] = [await sockets('outbound'), await sockets('inbound')];
  const opens = socketIndex(outbound, names);
  const accepts = socketIndex(inbound, names);
  const recorded = new Set([...outbound, ...inbound].map((one) => `${one.source_address} ${one.source_port}`));
  const logons: Logon[] = await input.rows(
    authenticationTable,
    `activity = 'logon' AND logon_type IN (3, 10) AND source_address IS NOT NULL AND source_port IS NOT NULL`,
  );
  const { byEvidence, hosts } = await recordings(opened, input, names.host);
  const counts = { logons: 0, other: 0, self: 0, accepted: 0, aDayLater: 0 };
  const misses: string[] = [];
  for (const logon of logons) {
    const { time, host: destination } = placed(logon);
    const session = { address: logon.source_address, port: logon.source_port, time, destination };
    const socket = opens.of(session, HOUR);
    const accepted = socket === null && accepts.of(session, HOUR) !== null;
    const from = new Set(logon.pointers.flatMap(({ evidence }) => [...(byEvidence.get(evidence) ?? [])]));
    for (const recording of from) {
      if ((hosts.get(recording)?.size ?? 0) < 2) continue;
      counts.logons += 1;
      if (socket === 'self') counts.self += 1;
      else if (socket !== null) counts.other += 1;
      else if (accepted) counts.accepted += 1;
      else {
        const end = `${logon.source_address} ${logon.source_port}`;
        const why = recorded.has(end) ? 'that socket is recorded at other times only' : 'no record of that socket';
        misses.push([recording, logon.host, isoFromMicros(logon.time), end, why].join('  '));
      }
      if (opens.of({ ...session, time: time + DAY }, HOUR) !== null) counts.aDayLater += 1;
    }
  }
  console.log(`remote logons with address and port, in recordings of several hosts   ${counts.logons}`);
  console.log(`socket found                                                          ${counts.other + counts.self + counts.accepted}`);
  console.log(`  opened on another host, by its own record                           ${counts.other}`);
  console.log(`  opened on the same host                                             ${counts.self}`);
  console.log(`  accepted here, and no record of the host that opened it             ${counts.accepted}`);
  console.log(`control: found for the same logons dated a day later                  ${counts.aDayLater}`);
  console.log(`not found                                                             ${misses.length}`);
  for (const miss of misses) console.log(`  ${miss}`);
}

if (existsSync(folder)) {
  const temporary = mkdtempSync(join(tmpdir(), 'hardcell-sockets-'));
  const [caseDir, key] = [join(temporary, 'case'), join(temporary, 'case.key')];
  try {
    const jobs = availableParallelism();
    await investigateCase({
      evidence: [folder],
      caseDir,
      rules: [],
      placeholders: null,
      cdr: null,
      context: null,
      key,
      jobs,
      from: null,
      to: null,
    });
    const opened = openExistingCase(caseDir);
    const engine = await Duckdb.open({ threads: jobs, memory: 1000, temporary: null });
    await measure(opened, engine);
    engine.close();
    opened.manifest.close();
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
} else console.log(`left out: there is no ${folder}`);

import {
  blindTable,
  clockSkewTable,
  coverageTable,
  logMonthTable,
  logSourceTable,
  preservationTable,
  techniqueCoverageTable,
  type StageInput,
  type StageOutput,
} from '../case/index.ts';
import { livedSpan } from '../lib/index.ts';
import { loadNames } from '../names/index.ts';
import { canonicalHosts } from './canonical-hosts.ts';
import { clockPairs, clockSkew, timekeepers } from './clock/index.ts';
import {
  clearedLogs,
  darkMachines,
  droppedRecords,
  machineSightings,
  mergeBlind,
  missingSecurity,
  recordNumbers,
  rotatedLogs,
  silences,
} from './gaps/index.ts';
import { logMonths, logSources } from './log-sources.ts';
import { othersNamed, preservation } from './preservation.ts';
import { techniqueCoverage, unwrittenEvents } from './techniques/index.ts';

/** What we could not see: reads when which log spoke, and the facts that two hosts share; writes the tables of coverage. */
export async function buildCoverage(given: StageInput, output: StageOutput): Promise<void> {
  const names = await loadNames(given);
  const input = await canonicalHosts(given, names);
  const all = await input.rows(coverageTable);
  const span = livedSpan(all);
  if (span === null) return;
  const coverage = all.filter((row) => row.last >= span.from && row.first <= span.to);

  const numbers = await recordNumbers(input);
  const numbered = new Set(numbers.logs.map((log) => JSON.stringify([log.host, log.source])));
  const silent = await silences(input, span, (host, source) => numbered.has(JSON.stringify([host, source])));
  const cleared = await clearedLogs(input, span.from);
  const logged = new Set(all.map((row) => row.host));
  const blind = mergeBlind([
    ...numbers.blind,
    ...silent.blind,
    ...cleared,
    ...(await droppedRecords(input)),
    ...rotatedLogs(numbers.logs, span.from, cleared, silent.ordinaryHours),
    ...missingSecurity(coverage),
    ...darkMachines(await machineSightings(input), logged, names),
  ]);

  const { controllers, sensors } = await timekeepers(input);
  const prefer = (host: string): number => (controllers.has(host) ? 0 : sensors.has(host) ? 1 : 2);
  const skew = clockSkew(await clockPairs(input), { from: span.from, to: span.to + 1 }, prefer);
  const logs = await logSources(input, { numbers: numbers.logs, cleared, skew, ordinaryHours: silent.ordinaryHours });

  await output.write(blindTable, blind);
  await output.write(clockSkewTable, skew);
  await output.write(logMonthTable, await logMonths(input));
  await output.write(logSourceTable, logs);
  await output.write(techniqueCoverageTable, techniqueCoverage(coverage, await unwrittenEvents(input, coverage)));
  await output.write(preservationTable, preservation(logs, blind, await othersNamed(input)));
}

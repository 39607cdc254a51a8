import {
  authenticationTable,
  fileActivityTable,
  networkActivityTable,
  processActivityTable,
  type Coverage,
  type StageInput,
} from '../../case/index.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

/**
 * Events that a machine in use writes all day where they are switched on, and that facts are made from. A log of some size without a single one
 * was kept by a machine where they are off: process creation (4688) is off by default, network connections (Sysmon 3) in many configurations.
 */
const STEADY: readonly (readonly [log: string, event: string])[] = [
  ['Security', '4624'],
  ['Security', '4688'],
  ['Security', '5156'],
  [SYSMON, '1'],
  [SYSMON, '3'],
  [SYSMON, '11'],
];

/** So many records of a log without one of its steady events say that these are switched off. */
const TELLING_RECORDS = 1000;

/** Whether an event is known not to be written to a log of a host, in the whole case. */
export type IsUnwritten = (host: string, log: string, event: string) => boolean;

export async function unwrittenEvents(input: StageInput, coverage: readonly Coverage[]): Promise<IsUnwritten> {
  const events = STEADY.map(([, event]) => `'${event}'`).join(', ');
  const facts = [authenticationTable, processActivityTable, networkActivityTable, fileActivityTable]
    .map((table) => `SELECT host, channel, event_id FROM ${input.from(table)} AS f WHERE source = 'windows' AND event_id IN (${events})`)
    .join(' UNION ALL ');
  const rows = await input.engine.rows<{ host: string; channel: string | null; event_id: string }>(
    `SELECT DISTINCT host, channel, event_id FROM (${facts}) AS f ORDER BY host, channel, event_id`,
  );
  const written = new Set(rows.map((row) => JSON.stringify([row.host, row.channel, row.event_id])));
  const records = new Map<string, number>();
  for (const row of coverage) {
    const key = JSON.stringify([row.host, row.source]);
    records.set(key, (records.get(key) ?? 0) + row.records);
  }
  return (host, log, event) =>
    STEADY.some(([steadyLog, steadyEvent]) => steadyLog === log && steadyEvent === event) &&
    (records.get(JSON.stringify([host, log])) ?? 0) >= TELLING_RECORDS &&
    !written.has(JSON.stringify([host, log, event]));
}

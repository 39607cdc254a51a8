import { stringify } from 'yaml';
import { recordLine } from '../carrier/index.ts';
import { DAY, HOUR, MINUTE, secondText } from '../moment.ts';
import { ROLLOUTS } from './background/index.ts';
import { dayAt, type Carrier } from './carrier.ts';

/** Files by path below a folder. */
export type TextFiles = ReadonlyMap<string, string>;

/** What the carrier knows about itself: servers of logs without a name, its numbers, its store, announced work. */
export function contextFiles(carrier: Carrier): TextFiles {
  const { store } = carrier.database;
  const sources = [
    { match: '**/postgresql-*.csv', host: carrier.warehouse.fqdn, zone: 'UTC', kind: 'postgresql-csvlog', store: store.name },
    { match: '**/u_ex*.log', host: carrier.web.fqdn, zone: 'UTC', kind: 'iis-w3c' },
  ];
  return new Map([
    ['sources.yaml', stringify(sources)],
    ['numbers.yaml', stringify(carrier.plan)],
    ['mappings/cdr.yaml', stringify(mapping(carrier))],
    ['tickets.csv', tickets(carrier)],
  ]);
}

function mapping(carrier: Carrier): Record<string, unknown> {
  const { store } = carrier.database;
  const { columns: c } = store;
  const columns = {
    servedMSISDN: c.msisdn,
    servedIMSI: c.imsi,
    servedIMEI: c.imei,
    otherMSISDN: c.other,
    startTime: c.start,
    duration: c.duration,
    cell: c.cell,
    recordType: c.type,
  };
  return { store: store.name, tables: [store.table, store.table.split('.')[1]], files: '*.csv', key: c.number, columns, time_zone: 'UTC' };
}

/** Each roll-out was announced, for its hour; lists within a cell are separated by semicolons. */
function tickets(carrier: Carrier): string {
  const hosts = [carrier.web, carrier.files, carrier.application].map((machine) => machine.fqdn).join(';');
  const lines = ROLLOUTS.map((rollout, i) => {
    const at = dayAt(carrier, carrier.recordsEnd + rollout.day, rollout.hour);
    const cells = [
      `CHG-${4100 + i * 37}`,
      secondText(at - 10 * MINUTE),
      secondText(at + HOUR),
      carrier.staff.deployment.canonical,
      hosts,
      `Roll out ${rollout.service}`,
    ];
    return cells.join(',');
  });
  return `${['id,from,to,accounts,hosts,purpose', ...lines].join('\n')}\n`;
}

/** The call records as delimited text: a header with the store's own column names, one file a week of records. */
export function recordFiles(carrier: Carrier): TextFiles {
  const { columns } = carrier.database.store;
  const header = Object.values(columns).join(',');
  const files = new Map<string, string[]>();
  const first = carrier.records[0]?.start ?? carrier.from;
  for (const record of carrier.records) {
    const week = first + Math.floor((record.start - first) / (7 * DAY)) * 7 * DAY;
    const name = `cdr_${secondText(week).slice(0, 10).replaceAll('-', '')}.csv`;
    const lines = files.get(name) ?? [header];
    lines.push(recordLine(record));
    files.set(name, lines);
  }
  return new Map([...files].map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
}

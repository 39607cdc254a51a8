import { factKinds } from './extract-facts.ts';
import type { FactKind, RecordSort } from './fact-kind.ts';

const OPENING = `# Facts

A fact is what one record of a log says, in columns that are the same whatever the log. This page says which native field feeds which column. It is printed from
the declarations in \`src/facts\` that also do the work; a test holds the two together (\`vitest run src/facts -u\` prints it anew).

Where several fields are named the first that has a value counts. \`-\` and an empty value are no value. A column that is not listed is null for that record.
Every fact has \`time\`, \`time_100ns\`, \`time_digits\`, \`host\` (canonical), \`host_raw\` (as spelled: \`Computer\`, \`s-computername\`), \`source\`, \`channel\` and
\`event_id\` (Windows: \`EventID\`). A Windows record is known by its number and its provider; where it names no provider, by its channel.

**Canonical host.** Lower-case, no dot at the end, no leading \`\\\\\`; \`ip:10.0.0.1\` while no name is known. A short name stays short: it is never completed by a domain.

**Canonical account.** By the first that holds: a well-known account is \`host\\system\`, \`host\\network service\`, \`host\\dwm-1\` … (by SID, else by its authority, in whatever language),
because each host has its own; no user: \`sid:S-1-…\`; a UPN as it is; a domain that is \`.\` or the host's own name: \`host\\user\`; \`user@corp.example\`, or \`user@corp\` while only the
NetBIOS name is known; a user alone with a SID: \`sid:S-1-…\`, because one name in two domains is two accounts; a user alone: \`user\`. All lower-case; a machine keeps its \`$\`.
The account of a database is its role in lower-case.

**Canonical address.** IPv4 dotted, IPv6 as RFC 5952 writes it, \`::ffff:10.0.0.1\` as \`10.0.0.1\`, no zone (\`%eth0\`); the unspecified address is none.

**Masked.** Identifiers of subscribers in it are replaced by pseudonyms before it is written; in a statement the compared column decides which kind they are. Names of accounts
that hold seven digits in a row are masked too.
`;

/** The page docs/facts.md, as Markdown. */
export function factReference(): string {
  return `${[OPENING, ...factKinds.map(section)].join('\n').trimEnd()}\n`;
}

function section(kind: FactKind): string {
  const lines = [`## ${kind.table.name}`, ''];
  for (const { titles, rows } of alike(kind))
    lines.push(`### ${titles.join(', ')}`, '', '| column | from | how |', '| --- | --- | --- |', ...rows, '');
  return lines.join('\n');
}

/** Records of several sorts that fill the same columns in the same way are told together. */
function alike(kind: FactKind): { titles: string[]; rows: string[] }[] {
  const groups: { titles: string[]; rows: string[] }[] = [];
  for (const { record, columns } of kind.feeds) {
    const rows = Object.keys(kind.table.columns).flatMap((name) => {
      const source = columns.get(name);
      return source ? [`| ${name} | ${source.fields.map((field) => `\`${field}\``).join(', ')} | ${source.how} |`] : [];
    });
    const same = groups.find((group) => group.rows.join('\n') === rows.join('\n'));
    if (same) same.titles.push(titleOf(record));
    else groups.push({ titles: [titleOf(record)], rows });
  }
  return groups;
}

function titleOf({ source, windows, channel, when }: RecordSort): string {
  const what = windows ? `${windows.provider} ${windows.event}` : channel === undefined ? source : `${source} ${channel}`;
  return when ? `${what}: ${when.about}` : what;
}

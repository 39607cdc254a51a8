import { literal, type AddressInterval, type StageInput } from '../case/index.ts';
import { byText, collect, latestAt } from '../lib/index.ts';
import { ownSightings } from './address-evidence.ts';

/** Last and first time at which the host of a stretch was itself seen with its address, before and after another's lease began. */
interface LeaseGap {
  readonly address: string;
  readonly began: number;
  readonly before: number;
  readonly after: number | null;
}

interface LeaseBegin {
  readonly stretch: AddressInterval;
  readonly began: number;
}

/**
 * Cuts the stretches of hosts' own records where a lease of the same address to another host begins: what lies between two records of a
 * host is bridged only as long as nobody else is given the address. `spellings` are the names under which facts know a host.
 * Asks the engine for the leases concerned alone, which are few.
 */
export async function cutAtLeases(
  input: StageInput,
  intervals: readonly AddressInterval[],
  spellings: (host: string) => readonly string[],
): Promise<AddressInterval[]> {
  const begins = foreignLeases(intervals);
  if (begins.length === 0) return [...intervals];
  const gaps = new Map<string, LeaseGap[]>();
  for (const gap of await gapsAt(input, begins, spellings)) collect(gaps, gap.address, gap);
  return intervals.flatMap((one) => (one.evidence === 'own_record' ? pieces(one, gaps.get(one.address) ?? []) : [one]));
}

/** Leases that begin within the stretch of another host's own records. Those stretches do not overlap: at one time there is one at most. */
function foreignLeases(intervals: readonly AddressInterval[]): LeaseBegin[] {
  const stretches = new Map<string, { readonly time: number; readonly stretch: AddressInterval }[]>();
  for (const one of intervals.toSorted((a, b) => a.from - b.from || a.to - b.to || byText(a.host, b.host)))
    if (one.evidence === 'own_record') collect(stretches, one.address, { time: one.from, stretch: one });
  return intervals.flatMap(({ evidence, address, host, from }) => {
    const stretch = evidence === 'lease' ? latestAt(stretches.get(address) ?? [], from)?.stretch : undefined;
    return stretch && stretch.host !== host && stretch.from < from && from < stretch.to ? [{ stretch, began: from }] : [];
  });
}

function gapsAt(input: StageInput, begins: readonly LeaseBegin[], spellings: (host: string) => readonly string[]): Promise<LeaseGap[]> {
  const rows = begins.flatMap(({ stretch, began }) =>
    spellings(stretch.host).map((name) => `(${literal(stretch.address)}, ${literal(name)}, make_timestamp(${began}))`),
  );
  const nearest = (order: string, before: string, after: string): string =>
    `SELECT b.address, b.began, ${before} AS before, ${after} AS after
     FROM begins AS b ASOF JOIN seen AS s ON b.address = s.address AND b.name = s.name AND b.began ${order} s.first`;
  return input.engine.rows(
    `WITH begins(address, name, began) AS (VALUES ${rows.join(', ')}),
     seen AS (SELECT * FROM (${ownSightings(input).join(' UNION ALL ')}) AS o SEMI JOIN begins USING (address, name))
     SELECT address, began, max(before) AS before, min(after) AS after FROM (
       ${nearest('>=', 's.first', 'NULL::TIMESTAMP')} UNION ALL ${nearest('<', 'NULL::TIMESTAMP', 's.first')}) AS near
     GROUP BY address, began HAVING max(before) IS NOT NULL ORDER BY address, began`,
  );
}

function pieces(stretch: AddressInterval, gaps: readonly LeaseGap[]): AddressInterval[] {
  const cut: AddressInterval[] = [];
  let { from } = stretch;
  for (const { began, before, after } of gaps) {
    if (began <= from || began >= stretch.to || before < from) continue;
    cut.push({ ...stretch, from, to: before });
    from = Math.min(after ?? stretch.to, stretch.to);
  }
  return [...cut, { ...stretch, from }];
}

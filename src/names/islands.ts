import { namesMachineSql } from './address.ts';

/** A stretch in which one machine, and none beside, was seen with an address. Times in microseconds since 1970. */
export interface Tenancy {
  readonly address: string;
  /** As the records spell it. */
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly ref: string | null;
  /** Several machines bear the address at a time, as those inside of virtual networks do: it names none. */
  readonly shared: boolean;
}

/** More machines than these on one address in one day, or more changes between them, are no leases. */
const MOST_NAMES = 8;
const MOST_TURNS = 48;

/**
 * SQL that draws tenancies from sightings: a subquery of `address, name, first, last, ref`. Sightings are gathered by day; only
 * where an address had several names in a day are they looked at one by one, so that millions of them cost little.
 */
export function tenancySql(sightings: string): string {
  const order = 'PARTITION BY address ORDER BY first, last, name, ref';
  return `
    WITH seen AS (SELECT * FROM (${sightings}) AS s WHERE name IS NOT NULL AND ${namesMachineSql('address')}),
    daily AS (
      SELECT address, name, date_trunc('day', first) AS day, min(first) AS first, max(last) AS last, min(ref) AS ref
      FROM seen GROUP BY address, name, date_trunc('day', first)),
    contested AS (SELECT address, day, count(*) AS names FROM daily GROUP BY address, day HAVING count(*) > 1),
    pieces AS (
      SELECT d.address, d.name, d.first, d.last, d.ref FROM daily AS d ANTI JOIN contested AS c ON d.address = c.address AND d.day = c.day
      UNION ALL
      SELECT s.address, s.name, s.first, s.last, s.ref FROM seen AS s
      JOIN contested AS c ON s.address = c.address AND date_trunc('day', s.first) = c.day WHERE c.names <= ${MOST_NAMES}),
    turns AS (SELECT *, CAST(lag(name) OVER (${order}) IS DISTINCT FROM name AS INTEGER) AS turn FROM pieces),
    numbered AS (SELECT *, sum(turn) OVER (${order} ROWS UNBOUNDED PRECEDING) AS island FROM turns),
    islands AS (
      SELECT address, name, min(first) AS first, max(last) AS last, min(ref) AS ref FROM numbered GROUP BY address, name, island),
    shared AS (
      SELECT address FROM contested WHERE names > ${MOST_NAMES}
      UNION
      SELECT address FROM islands GROUP BY address, date_trunc('day', first) HAVING count(*) > ${MOST_TURNS})
    SELECT address, name, first, last, ref, false AS shared FROM islands ANTI JOIN shared USING (address)
    UNION ALL
    SELECT address, name, min(first), max(last), min(ref), true FROM daily SEMI JOIN shared USING (address) GROUP BY address, name
    ORDER BY address, first, last, name`;
}

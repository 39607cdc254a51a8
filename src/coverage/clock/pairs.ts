import { authenticationTable, networkActivityTable, type StageInput } from '../../case/index.ts';
import { namesMachineSql } from '../../names/index.ts';

/** One event that two hosts recorded. */
export interface Pair {
  /** The two hosts, by name. */
  readonly a: string;
  readonly b: string;
  /** When, by a's clock; microseconds since 1970. */
  readonly time: number;
  /** b's time less a's, in microseconds. */
  readonly delta: number;
}

/** Records of one thing further apart than this are of two. */
const APART = '1 DAY';
/** Pairs of two hosts that are read for one day: more make no median surer. */
const MOST_A_DAY = 64;

/**
 * Pairs of records of one event on two hosts, by hosts, then time: a connection that both ends, or an end and a sensor, recorded under the same
 * addresses, ports and protocol; a remote logon and the socket that its client opened; a service ticket and the logon that bears its GUID. What a
 * host recorded several times within a day counts once, at its first time.
 */
export async function clockPairs(input: StageInput): Promise<Pair[]> {
  return input.engine.rows<Pair>(`
    WITH network AS (
      SELECT host, time, direction, protocol, source_address, source_port, destination_address, destination_port FROM ${input.from(networkActivityTable)} AS n
      WHERE activity = 'connection' AND source_port > 0 AND ${namesMachineSql('source_address')}),
    logons AS (
      SELECT host, time, activity, logon_guid, source_address, source_port FROM ${input.from(authenticationTable)} AS a
      WHERE activity IN ('logon', 'ticket')),
    seen AS (
      SELECT hash(1, source_address, source_port, destination_address, destination_port, coalesce(protocol, '')) AS event, host, time FROM network
      WHERE destination_port > 0 AND ${namesMachineSql('destination_address')}
      UNION ALL SELECT hash(2, source_address, source_port), host, time FROM logons WHERE activity = 'logon' AND source_port > 0 AND ${namesMachineSql('source_address')}
      UNION ALL SELECT hash(2, n.source_address, n.source_port), n.host, n.time FROM network AS n
        SEMI JOIN (SELECT source_address, source_port FROM logons WHERE activity = 'logon' AND source_port > 0) AS l USING (source_address, source_port)
        WHERE n.direction = 'outbound'
      UNION ALL SELECT hash(3, logon_guid), host, time FROM logons WHERE logon_guid IS NOT NULL),
    shared AS (SELECT event FROM seen GROUP BY event HAVING min(host) <> max(host)),
    placed AS (
      SELECT event, host, time, lag(time) OVER (PARTITION BY event, host ORDER BY time) AS before FROM seen SEMI JOIN shared USING (event)),
    firsts AS (SELECT event, host, time FROM placed WHERE before IS NULL OR time - before > INTERVAL ${APART})
    SELECT a.host AS a, b.host AS b, a.time, CAST(epoch_us(b.time) - epoch_us(a.time) AS BIGINT) AS delta
    FROM firsts AS a JOIN firsts AS b ON a.event = b.event AND a.host < b.host AND b.time - a.time BETWEEN -INTERVAL ${APART} AND INTERVAL ${APART}
    QUALIFY row_number() OVER (PARTITION BY a.host, b.host, date_trunc('day', a.time) ORDER BY hash(a.event), a.time, b.time) <= ${MOST_A_DAY}
    ORDER BY a, b, a.time, delta`);
}

/** Hosts whose clock counts as right where they are among those compared: domain controllers, which the others set theirs by; then sensors. */
export async function timekeepers(
  input: StageInput,
): Promise<{ readonly controllers: ReadonlySet<string>; readonly sensors: ReadonlySet<string> }> {
  const hosts = async (sql: string): Promise<Set<string>> =>
    new Set((await input.engine.rows<{ host: string }>(`${sql} ORDER BY host`)).map((row) => row.host));
  return {
    controllers: await hosts(`SELECT DISTINCT host FROM ${input.from(authenticationTable)} AS a WHERE activity = 'ticket'`),
    sensors: await hosts(`SELECT DISTINCT host FROM ${input.from(networkActivityTable)} AS n WHERE source = 'zeek'`),
  };
}

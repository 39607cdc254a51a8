import { networkActivityTable, type Finding, type StageInput } from '../../case/index.ts';
import { DAY } from '../../lib/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';

/** The bounds of a bounced connection, and of a host that is looked at. */
const bounds = {
  /** Both directions together, in bytes: below this many connections look alike. */
  bytes: 20_000,
  /** What the two sides may differ by, each way: a share, and what a handshake of another kind takes. */
  share: 0.03,
  slack: 600,
  /** Seconds from the connection that comes in to the one that goes out, and between their ends. */
  seconds: 1,
  /** Clients and servers behind one listening port: more of them is a proxy or a load balancer. */
  clients: 3,
  servers: 3,
  /** A port that so many clients come to is none of an intruder's, whatever few of them have a pair; else a busy proxy would be joined with itself. */
  busy: 24,
  /** Pairs that tell: by chance single ones match. */
  pairs: 3,
  /** Share of the connections to the port that have a pair. */
  passed: 0.5,
  /** Days of log before the first pair that tell that it is new. */
  history: 3,
  /** Connections whose pointers a finding keeps. */
  kept: 2_000,
} as const;

interface Bouncer {
  readonly address: string;
  readonly port: number;
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly pairs: number;
  readonly bytes: number;
  readonly first: number;
  readonly began: number;
  readonly refs: readonly string[];
}

/**
 * A host passes connections on (T1090.001): what comes in to one of its ports goes out to another host within a second, ends with it, and has as many bytes in each
 * direction. That is what a tool does that lets an intruder reach a segment he has no way into; it is also what every proxy, balancer and relay does, for many
 * clients, since the log began, as most of what they do. Those are left out by these bounds; a new one with up to three clients is
 * not, so that the finding is no anchor. Needs records that count bytes (Zeek conn).
 */
export const connectionBouncer: Analytic = {
  id: '9d3f5b11-7c28-4e0f-8a6d-2b1e90c4d7a5',
  title: 'Connection bouncer: a host passes on what comes in, byte for byte',
  level: 'high',
  async run(input) {
    const findings: (Finding | null)[] = [];
    for (const bouncer of await bouncers(input)) {
      const isNew = bouncer.first - bouncer.began >= bounds.history * DAY;
      findings.push(
        findingFrom(connectionBouncer, await facts(input, bouncer.refs), {
          level: isNew ? 'high' : 'medium',
          terminal: false,
          attack: ['T1090.001'],
          tactics: ['command-and-control'],
          account: null,
          fields: {
            address: bouncer.address,
            port: String(bouncer.port),
            clients: bouncer.clients.join(', '),
            servers: bouncer.servers.join(', '),
            connections: String(bouncer.pairs),
            bytes: String(bouncer.bytes),
            new: String(isNew),
          },
        }),
      );
    }
    return inOrder(findings);
  },
};

/** Ports that pass on what comes in, judged by all connections to them. Two sensors may see one connection: it counts once. */
function bouncers(input: StageInput): Promise<Bouncer[]> {
  const near = (a: string, b: string): string => `abs(${a} - ${b}) <= greatest(${bounds.slack}, ${bounds.share} * greatest(${a}, ${b}))`;
  const sql = `
    WITH conn AS MATERIALIZED (
      SELECT source_address AS src, source_port AS sport, destination_address AS dst, destination_port AS dport, min(time) AS time, min(ref) AS ref,
        max(bytes_out) AS bytes_out, max(bytes_in) AS bytes_in, max(duration_ms) AS duration
      FROM ${input.from(networkActivityTable)} AS f
      WHERE activity = 'connection' AND protocol = 'tcp' AND bytes_out + bytes_in >= ${bounds.bytes} AND duration_ms IS NOT NULL AND source_address <> destination_address
      GROUP BY src, sport, dst, dport, CAST(floor(epoch(time)) AS BIGINT)),
    quiet AS (SELECT dst, dport FROM conn GROUP BY dst, dport HAVING count(DISTINCT src) < ${bounds.busy}),
    arrived AS (
      SELECT *, unnest([CAST(floor(epoch(time)) AS BIGINT), CAST(floor(epoch(time)) AS BIGINT) + 1]) AS second FROM conn SEMI JOIN quiet USING (dst, dport)),
    gone AS (SELECT *, CAST(floor(epoch(time)) AS BIGINT) AS second FROM conn),
    pair AS MATERIALIZED (
      SELECT a.dst AS address, a.dport AS port, a.src AS client, b.dst AS server, a.time AS time, a.ref AS ref_in, min(b.ref) AS ref_out, max(a.bytes_out + a.bytes_in) AS bytes
      FROM arrived AS a JOIN gone AS b ON b.src = a.dst AND b.second = a.second
      WHERE b.dst <> a.src AND b.time >= a.time AND b.time <= a.time + INTERVAL '${bounds.seconds}' SECOND
        AND ${near('a.bytes_out', 'b.bytes_out')} AND ${near('a.bytes_in', 'b.bytes_in')}
        AND abs((epoch(a.time) + a.duration / 1000.0) - (epoch(b.time) + b.duration / 1000.0)) <= ${bounds.seconds}
      GROUP BY ALL),
    few AS (
      SELECT address, port, count(DISTINCT ref_in) AS pairs, CAST(sum(bytes) AS BIGINT) AS bytes, min(time) AS first
      FROM pair GROUP BY address, port
      HAVING count(DISTINCT client) <= ${bounds.clients} AND count(DISTINCT server) <= ${bounds.servers} AND count(DISTINCT ref_in) >= ${bounds.pairs}),
    whole AS (SELECT min(time) AS began FROM conn),
    arrivals AS (SELECT dst, dport, count(*) AS connections FROM conn GROUP BY dst, dport),
    bouncer AS (
      SELECT few.*, began FROM few CROSS JOIN whole JOIN arrivals ON dst = address AND dport = port WHERE pairs >= ${bounds.passed} * connections)
    SELECT address, port, bouncer.pairs AS pairs, bouncer.bytes AS bytes, bouncer.first AS first, began,
      list_sort(list(DISTINCT client)) AS clients, list_sort(list(DISTINCT server)) AS servers,
      list_sort(list_distinct(list_concat(list(ref_in), list(ref_out)))) AS refs
    FROM bouncer JOIN pair USING (address, port)
    GROUP BY ALL ORDER BY first, address, port`;
  return input.engine.rows<Bouncer>(sql);
}

function facts(input: StageInput, refs: readonly string[]): Promise<Placed[]> {
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${input.from(networkActivityTable)} AS f WHERE list_contains($refs, ref) ORDER BY time, time_100ns, ref LIMIT ${bounds.kept}`,
    { refs },
  );
}

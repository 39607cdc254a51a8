import { authenticationTable, networkActivityTable, rpcActivityTable, type Finding, type StageInput } from '../../case/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';

/** A host that copies the directory on so many days, since the log began, has that for its work (a bridge to a cloud directory). */
const HABIT_DAYS = 3;
/** What the log's first days hold is neither new nor a habit yet. */
const LEARNING = 'INTERVAL 7 DAY';
const KEPT = 1_000;

interface Copy {
  readonly client: string;
  readonly servers: readonly string[];
  readonly first: number;
  readonly calls: number;
  /** Whether the log had run for a week when the first call came. */
  readonly new: boolean;
}

/**
 * A host that is no domain controller asked one for the directory's secrets (DCSync, T1003.006). Domain controllers are told by what they do:
 * they answer replication or Kerberos themselves, at any time of the log. What copies on a third of its days since the log's first week is a bridge to another
 * directory. Terminal where it begins later: an administrator's work never looks so, and a new bridge comes once in years.
 */
export const directoryReplication: Analytic = {
  id: 'e4b7d2a6-8c13-4f50-95e1-3d0f6a7b8c29',
  title: 'Directory replicated to a host that is no domain controller',
  level: 'critical',
  async run(input) {
    const findings: (Finding | null)[] = [];
    for (const copy of await copies(input)) {
      findings.push(
        findingFrom(directoryReplication, await calls(input, copy.client), {
          level: copy.new ? 'critical' : 'high',
          terminal: copy.new,
          attack: ['T1003.006'],
          tactics: ['credential-access'],
          account: null,
          fields: { client: copy.client, servers: copy.servers.join(', '), calls: String(copy.calls) },
        }),
      );
    }
    return inOrder(findings);
  },
};

const REPLICATES = "interface = 'drsuapi' AND operation = 'DRSGetNCChanges'";

function copies(input: StageInput): Promise<Copy[]> {
  const sql = `
    WITH call AS (SELECT * FROM ${input.from(rpcActivityTable)} AS f WHERE ${REPLICATES} AND client_address IS NOT NULL),
    controller AS (
      SELECT server_address AS address FROM ${input.from(rpcActivityTable)} AS r WHERE interface = 'drsuapi' AND operation IN ('DRSGetNCChanges', 'DRSReplicaSync', 'DRSUpdateRefs')
      UNION SELECT destination_address FROM ${input.from(networkActivityTable)} AS n WHERE destination_port = 88 AND activity = 'connection' AND bytes_in > 0
      UNION SELECT destination_address FROM ${input.from(authenticationTable)} AS a WHERE source = 'zeek' AND package = 'Kerberos' AND activity = 'ticket')
      , log AS (SELECT min(time) AS began FROM ${input.from(rpcActivityTable)} AS l),
      seen AS (SELECT client_address AS address, count(DISTINCT CAST(time AS DATE)) AS days FROM ${input.from(rpcActivityTable)} AS s GROUP BY client_address)
    SELECT client_address AS client, list_sort(list_distinct(list(server_address))) AS servers, min(time) AS first,
      CAST(count(*) AS BIGINT) AS calls,
      min(time) >= any_value(began) + ${LEARNING} AS "new"
    FROM call CROSS JOIN log JOIN seen ON seen.address = client_address
    WHERE client_address NOT IN (SELECT address FROM controller WHERE address IS NOT NULL) AND client_address <> server_address
    GROUP BY client_address HAVING NOT (count(DISTINCT CAST(time AS DATE)) >= ${HABIT_DAYS}
      AND 3 * count(DISTINCT CAST(time AS DATE)) >= any_value(seen.days) AND min(time) < any_value(began) + ${LEARNING})
    ORDER BY first, client`;
  return input.engine.rows<Copy>(sql);
}

function calls(input: StageInput, client: string): Promise<Placed[]> {
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${input.from(rpcActivityTable)} AS f WHERE ${REPLICATES} AND client_address = $client ORDER BY time, time_100ns, ref LIMIT ${KEPT}`,
    { client },
  );
}

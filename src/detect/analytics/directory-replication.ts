import { authenticationTable, networkActivityTable, rpcActivityTable, type Finding, type StageInput } from '../../case/index.ts';
import type { Analytic } from './analytic.ts';
import { findingFrom, inOrder, PLACED, type Placed } from './analytic-finding.ts';

/** A host that copies the directory on so many days has that for its work (a bridge to a cloud directory). */
const HABIT_DAYS = 3;
const KEPT = 1_000;

interface Copy {
  readonly client: string;
  readonly servers: readonly string[];
  readonly first: number;
  readonly days: number;
  readonly calls: number;
}

/**
 * A host that is no domain controller asked one for the directory's secrets (DCSync, T1003.006). Domain controllers are told by what they do:
 * they answer replication or Kerberos themselves, at any time of the log. What copies day after day is a bridge to another directory. Terminal: an
 * administrator's work never looks so, and a new bridge comes once in years.
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
          level: 'critical',
          terminal: true,
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
    SELECT client_address AS client, list_sort(list_distinct(list(server_address))) AS servers, min(time) AS first,
      CAST(count(DISTINCT CAST(time AS DATE)) AS BIGINT) AS days, CAST(count(*) AS BIGINT) AS calls
    FROM call WHERE client_address NOT IN (SELECT address FROM controller WHERE address IS NOT NULL) AND client_address <> server_address
    GROUP BY client_address HAVING count(DISTINCT CAST(time AS DATE)) < ${HABIT_DAYS}
    ORDER BY first, client`;
  return input.engine.rows<Copy>(sql);
}

function calls(input: StageInput, client: string): Promise<Placed[]> {
  return input.engine.rows<Placed>(
    `SELECT ${PLACED} FROM ${input.from(rpcActivityTable)} AS f WHERE ${REPLICATES} AND client_address = $client ORDER BY time, time_100ns, ref LIMIT ${KEPT}`,
    { client },
  );
}

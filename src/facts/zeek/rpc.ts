import type { rpcActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { made, maskedName, text, valueIn } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { atServer, clientAndServer, microseconds, name, session, zeek } from './columns.ts';

/** Calls over DCE/RPC, by which services, tasks and accounts of another host are worked. */
export const zeekRpc: readonly Feed<typeof rpcActivityTable>[] = [
  {
    record: zeek('dce_rpc'),
    columns: {
      ...atServer,
      ...clientAndServer,
      interface: made(['endpoint'], 'lower-case', (event: RawEvent, scope: FactScope) => {
        const endpoint = valueIn(event, ['endpoint']);
        return endpoint === null ? null : maskedName(endpoint.toLowerCase(), scope);
      }),
      operation: name('operation'),
      pipe: text('named_pipe'),
      session,
      round_trip_us: microseconds('rtt'),
    },
  },
];

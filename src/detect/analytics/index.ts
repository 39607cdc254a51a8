import type { Analytic } from './analytic.ts';
import { callRecordReads } from './call-record-reads.ts';
import { connectionBouncer } from './connection-bouncer.ts';
import { directoryReplication } from './directory-replication.ts';
import { honeySubscriber } from './honey-subscriber.ts';
import { logonFanOut } from './logon-fan-out.ts';
import { networkFanOut } from './network-fan-out.ts';
import { storeAccountClients } from './store-account-clients.ts';
import { webExfiltration } from './web-exfiltration.ts';
import { webShell } from './web-shell.ts';

export type { Analytic, Carrier } from './analytic.ts';

/** Every analytic, in the order they run. */
export const analytics: readonly Analytic[] = [
  webShell,
  webExfiltration,
  honeySubscriber,
  callRecordReads,
  storeAccountClients,
  connectionBouncer,
  logonFanOut,
  networkFanOut,
  directoryReplication,
];

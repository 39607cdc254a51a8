import { tunnelActivityTable } from '../case/index.ts';
import { factKindOf } from './fact-kind-of.ts';
import { zeekTunnel } from './zeek/index.ts';

/** Tunnels between hosts. */
export const tunnelActivity = factKindOf(tunnelActivityTable, [...zeekTunnel]);

import { rpcActivityTable } from '../case/index.ts';
import { factKindOf } from './fact-kind-of.ts';
import { zeekRpc } from './zeek/index.ts';

/** Calls of remote procedures. */
export const rpcActivity = factKindOf(rpcActivityTable, [...zeekRpc]);

import { addressLeaseTable } from '../case/index.ts';
import { factKindOf } from './fact-kind-of.ts';
import { zeekLease } from './zeek/index.ts';

/** Addresses that hosts were given for a time. */
export const addressLease = factKindOf(addressLeaseTable, [...zeekLease]);

import { dnsActivityTable } from '../case/index.ts';
import { factKindOf } from './fact-kind-of.ts';
import { windowsDns } from './windows-dns.ts';
import { zeekDns } from './zeek/index.ts';

/** Names that were asked for, and what was answered. */
export const dnsActivity = factKindOf(dnsActivityTable, [...windowsDns, ...zeekDns]);

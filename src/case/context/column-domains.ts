import type { IdentifierDomain } from '../identity/types.ts';
import type { CallRecordColumn, ColumnDomains, StoreMapping } from './types.ts';

const DOMAINS: Readonly<Partial<Record<CallRecordColumn, IdentifierDomain>>> = {
  servedMSISDN: 'msisdn',
  otherMSISDN: 'msisdn',
  servedIMSI: 'imsi',
  servedIMEI: 'imei',
};

/** Names that say it themselves, whatever store they stand in. */
const PLAIN: readonly IdentifierDomain[] = ['msisdn', 'imsi', 'imei'];

/**
 * What the columns of all stores hold, by lower-case name: the stores' own names, the 3GPP names, and `msisdn`, `imsi`, `imei`.
 * Where two mappings disagree about a name, the first one counts.
 */
export function columnDomains(mappings: readonly StoreMapping[]): ColumnDomains {
  const domains = new Map<string, IdentifierDomain>();
  const add = (name: string, domain: IdentifierDomain): void => {
    const plain = name.replaceAll('"', '').toLowerCase();
    if (!domains.has(plain)) domains.set(plain, domain);
  };
  for (const { columns } of mappings)
    for (const [column, domain] of entries()) if (columns[column] !== undefined) add(columns[column], domain);
  for (const [column, domain] of entries()) add(column, domain);
  for (const domain of PLAIN) add(domain, domain);
  return domains;
}

function entries(): [CallRecordColumn, IdentifierDomain][] {
  return Object.entries(DOMAINS) as [CallRecordColumn, IdentifierDomain][];
}

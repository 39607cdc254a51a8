import type { IdentifierDomain, Masker, Pseudonym } from '../case/index.ts';
import type { CallRecordStore } from '../cdr/index.ts';

/** The served subscriber's identifiers, the one that names the person best first. */
const SERVED = [
  ['servedMSISDN', 'msisdn'],
  ['servedIMSI', 'imsi'],
  ['servedIMEI', 'imei'],
] as const;

/** The subject of a record is its served MSISDN, else IMSI, else IMEI: which SQL reads it, and how its pseudonym is made. */
export function subjectColumns(
  store: CallRecordStore,
  masker: Masker,
): {
  readonly spellings: readonly { readonly sql: string; readonly as: `id_${IdentifierDomain}` }[];
  readonly subjectOf: (row: Readonly<Record<`id_${string}`, string | null>>) => Pseudonym | null;
} {
  const spellings = SERVED.flatMap(([canonical, domain]) => {
    const column = store.columns.find((one) => one.canonical === canonical);
    return column ? [{ sql: `nullif(r.${column.text}, '')`, as: `id_${domain}` as const, domain }] : [];
  });
  // A subscriber has many records.
  const known = new Map<string, Pseudonym | null>();
  return {
    spellings,
    subjectOf(row) {
      for (const { as, domain } of spellings) {
        const spelling = row[as] ?? null;
        if (spelling === null) continue;
        const key = `${domain} ${spelling}`;
        const pseudonym = known.get(key) ?? masker.identifier(domain, spelling);
        known.set(key, pseudonym);
        if (pseudonym) return pseudonym;
      }
      return null;
    },
  };
}

import type { CallRecordColumn, StoreMapping } from '../case/index.ts';
import { ColumnProfiler } from './column-profile.ts';

/** A column while its store is being loaded. */
export interface LoadingColumn {
  readonly name: string;
  readonly canonical: CallRecordColumn | null;
  readonly profiler: ColumnProfiler;
  /** Whether the mapping says that it holds times. */
  readonly declaredTime: boolean;
}

/** What the headers of a store's files, read against its mapping, amount to. */
export interface StoreLayout {
  /** Every name that any header has, in order of first appearance. */
  readonly columns: readonly LoadingColumn[];
  readonly key: LoadingColumn | null;
  readonly load: LoadingColumn | null;
  readonly canonical: ReadonlyMap<CallRecordColumn, LoadingColumn>;
}

/** The mapping's columns as [what for, name]. */
export function mappedNames(mapping: StoreMapping): [string, string][] {
  const names: [string, string][] = Object.entries(mapping.columns).map(([canonical, name]) => [canonical, name]);
  return mapping.key === null ? names : [...names, ['key', mapping.key]];
}

/** The index of a name in a header: as it stands, else in any case of letters; -1 when it is not there. */
export function columnIndex(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  return exact >= 0 ? exact : header.findIndex((other) => other.toLowerCase() === name.toLowerCase());
}

/** Lays out a store from all its headers. */
export function layoutOf(mapping: StoreMapping, headers: readonly (readonly string[])[]): StoreLayout {
  const names: string[] = [];
  const seen = new Set<string>();
  for (const name of headers.flat()) {
    if (seen.has(name.toLowerCase())) continue;
    seen.add(name.toLowerCase());
    names.push(name);
  }
  const at = (name: string | null | undefined): number => (name === null || name === undefined ? -1 : columnIndex(names, name));
  const canonicalOf = new Map<number, CallRecordColumn>();
  for (const [canonical, name] of Object.entries(mapping.columns)) {
    // Object.entries widens the keys that the mapping's type has.
    if (at(name) >= 0) canonicalOf.set(at(name), canonical as CallRecordColumn);
  }
  const declared = new Set([at(mapping.columns.startTime), at(mapping.load_time)]);
  const columns = names.map((name, i): LoadingColumn => {
    const declaredTime = declared.has(i);
    return { name, canonical: canonicalOf.get(i) ?? null, profiler: new ColumnProfiler(declaredTime), declaredTime };
  });
  const canonical = new Map<CallRecordColumn, LoadingColumn>();
  for (const [name, stored] of Object.entries(mapping.columns)) {
    const column = columns[at(stored)];
    if (column) canonical.set(name as CallRecordColumn, column);
  }
  return { columns, key: columns[at(mapping.key)] ?? null, load: columns[at(mapping.load_time)] ?? null, canonical };
}

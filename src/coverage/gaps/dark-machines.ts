import { authenticationTable, datastoreActivityTable, type Blind, type StageInput } from '../../case/index.ts';
import { collect } from '../../lib/index.ts';
import { firstLabel, isInside, type Names } from '../../names/index.ts';

/** A machine that others' records name: by an address, by the name it gave itself, or by both. One with an address is of one day. */
export interface MachineSighting {
  readonly address: string | null;
  readonly name: string | null;
  /** Microseconds since 1970. */
  readonly first: number;
  readonly last: number;
}

type KnownNames = Pick<Names, 'hostOf' | 'hostNamed'>;

export function machineSightings(input: StageInput): Promise<MachineSighting[]> {
  const authentication = input.from(authenticationTable);
  const sources = [
    `SELECT source_address AS address, workstation AS name, time FROM ${authentication} AS a WHERE source_address IS NOT NULL OR workstation IS NOT NULL`,
    `SELECT NULL AS address, target_server AS name, time FROM ${authentication} AS a WHERE target_server IS NOT NULL`,
    `SELECT client_address AS address, NULL AS name, time FROM ${input.from(datastoreActivityTable)} AS d WHERE client_address IS NOT NULL`,
  ];
  return input.engine.rows(
    `SELECT address, name, min(time) AS first, max(time) AS last FROM (${sources.join(' UNION ALL ')}) AS seen
     GROUP BY address, name, CASE WHEN address IS NOT NULL THEN date_trunc('day', time) END ORDER BY address, name, first`,
  );
}

/**
 * Machines of the carrier's own that others' records name and that left no log at all, over the time in which they were seen; each once,
 * though some records name it by address and others by name.
 */
export function darkMachines(machines: readonly MachineSighting[], logged: ReadonlySet<string>, names: KnownNames): Blind[] {
  const spans = new Map<string, { first: number; last: number }>();
  const seen: { readonly host: string; readonly sighting: MachineSighting }[] = [];
  for (const sighting of machines.flatMap((one) => handedOver(one, names))) {
    const host = darkName(sighting, names);
    if (host !== null && !logged.has(host)) seen.push({ host, sighting });
  }
  const oneName = nameOfAddress(seen);
  const fullName = fullNames(seen.map(({ host }) => host));
  for (const { host, sighting } of seen) {
    const named = oneName(host, sighting.address);
    const own = fullName(named);
    const span = spans.get(own);
    spans.set(own, {
      first: Math.min(sighting.first, span?.first ?? sighting.first),
      last: Math.max(sighting.last, span?.last ?? sighting.last),
    });
  }
  return [...spans]
    .filter(([host]) => !logged.has(host))
    .map(([host, { first, last }]) => ({ host, source: '*', from: first, to: last + 1, cause: 'no_log', missing: null, ref: null }));
}

/** An address that changed hands while it was seen: what was first seen was the one's, what was last seen the other's. */
function handedOver(sighting: MachineSighting, { hostOf }: KnownNames): MachineSighting[] {
  const { address, first, last } = sighting;
  if (address === null || first === last || hostOf(address, first) === hostOf(address, last)) return [sighting];
  return [
    { ...sighting, last: first },
    { ...sighting, first: last },
  ];
}

/** The name of a machine by others' words; null for one that isn't the carrier's. */
function darkName({ address, name, first }: MachineSighting, names: KnownNames): string | null {
  const owner = address === null ? null : names.hostOf(address, first);
  if (owner !== null) return owner;
  if (address !== null && !isInside(address)) return null;
  // A name with an address is what a client calls itself; it means a known host only where that is the only one so called.
  const named = name === null || name === '' || name === '-' ? null : (names.hostNamed(name) ?? name.toLowerCase());
  return named ?? (address === null ? null : `ip:${address}`);
}

/** An address with which one machine alone named itself is that machine's, where no name is told. */
function nameOfAddress(seen: readonly { readonly host: string; readonly sighting: MachineSighting }[]) {
  const byAddress = new Map<string, Set<string>>();
  for (const { host, sighting } of seen)
    if (sighting.address !== null && !host.startsWith('ip:'))
      byAddress.set(sighting.address, (byAddress.get(sighting.address) ?? new Set()).add(host));
  return (host: string, address: string | null): string => {
    const [one, another] = byAddress.get(address ?? '') ?? [];
    return host.startsWith('ip:') && one !== undefined && another === undefined ? one : host;
  };
}

/** The full name of a dark machine that others call by its first label, where one alone is so called. */
function fullNames(hosts: readonly string[]): (host: string) => string {
  const byLabel = new Map<string, string[]>();
  for (const host of new Set(hosts)) if (host.includes('.') && !host.startsWith('ip:')) collect(byLabel, firstLabel(host), host);
  return (host) => {
    const [one, another] = byLabel.get(host) ?? [];
    return one !== undefined && another === undefined ? one : host;
  };
}

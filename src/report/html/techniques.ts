/**
 * What a technique did to a host: subject first, past tense (ATT&CK names of the techniques). A finding with several
 * techniques is told by the one that stands first here: the more a technique says, the higher it stands.
 */
const DONE: Readonly<Record<string, (host: string) => string>> = {
  T1190: (host) => `the public server ${host} was exploited`,
  'T1505.003': (host) => `a web shell was used on ${host}`,
  'T1003.001': (host) => `the memory of LSASS was read on ${host}`,
  'T1003.002': (host) => `the SAM hive was read on ${host}`,
  'T1003.003': (host) => `the directory database was copied from ${host}`,
  'T1003.006': (host) => `the directory was replicated from ${host}`,
  T1133: (host) => `a private VPN was set up on ${host}`,
  T1572: (host) => `a tunnel was set up on ${host}`,
  'T1543.003': (host) => `a service was installed on ${host}`,
  'T1569.002': (host) => `a service was started on ${host}`,
  'T1053.005': (host) => `a scheduled task was made on ${host}`,
  T1090: (host) => `a proxy was set up on ${host}`,
  'T1560.001': (host) => `files were packed with a password on ${host}`,
  'T1070.001': (host) => `an event log was cleared on ${host}`,
  T1059: (host) => `a command interpreter was started on ${host}`,
};

const ORDER = Object.keys(DONE);

/** A clause for a technique; null for one without words of its own. */
export function techniqueClause(technique: string, host: string): string | null {
  return Object.hasOwn(DONE, technique) ? (DONE[technique]?.(host) ?? null) : null;
}

/** The lower, the more the technique says. */
export function techniqueRank(technique: string): number {
  const rank = ORDER.indexOf(technique);
  return rank < 0 ? ORDER.length : rank;
}

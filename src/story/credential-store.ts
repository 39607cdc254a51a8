import type { Finding } from '../case/index.ts';

/**
 * Where a host keeps credentials, each holding those of other people: the memory of who is logged on; its own accounts (SAM); the passwords of its
 * services and tasks (LSA secrets); verifiers of domain users who once logged on there; on a controller the directory (ATT&CK T1003.001 to .006).
 */
export type CredentialStore = 'sessions' | 'local' | 'services' | 'cached' | 'directory';

const OF_TECHNIQUE: Readonly<Record<string, CredentialStore>> = {
  T1003: 'sessions',
  'T1003.001': 'sessions',
  'T1003.002': 'local',
  'T1003.003': 'directory',
  'T1003.004': 'services',
  'T1003.005': 'cached',
  'T1003.006': 'directory',
};

/** Whether a finding says that credentials were taken, and not only tried or asked for. */
export function isTheft({ terminal, tactics, attack }: Finding): boolean {
  return attack.some((technique) => /^T1003\b/.test(technique)) || (terminal && tactics.includes('credential-access'));
}

/**
 * The stores that a theft opened, by the techniques it names; memory where it names none. Only a controller has a directory: a copy of
 * either password file (SAM or NTDS.dit, which rules seldom tell apart) is of the directory there, and of the own accounts elsewhere.
 */
export function storesOpened({ attack }: Pick<Finding, 'attack'>, isController: boolean): ReadonlySet<CredentialStore> {
  const named = new Set(attack.flatMap((technique) => OF_TECHNIQUE[technique] ?? []));
  if (named.size === 0) return new Set(['sessions']);
  if (named.size > 1 && !isController) named.delete('directory');
  return named;
}

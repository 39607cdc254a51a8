import type { Random } from '../../random.ts';
import type { KnowledgeAtStart } from '../../world/index.ts';
import type { Ground } from './ground.ts';
import { Knowledge } from './knowledge.ts';

/** What an intruder knows before his first request: nothing, most servers by name, or also who administers them and who reads the records. */
export function knowledgeFor({ base, clients }: Ground, random: Random, knows: KnowledgeAtStart): Knowledge {
  const knowledge = new Knowledge();
  if (knows === 'nothing') return knowledge;
  const { estate } = base;
  for (const { index, role } of estate.hosts) {
    if (role === 'desktop' || !random.chance(knows === 'map' ? 0.85 : 1)) continue;
    knowledge.sight(index, role);
    if (knows !== 'insider') continue;
    knowledge.administrators.set(index, new Set([...estate.accounts.keys()].filter((account) => estate.administers(account, index))));
    if (clients.has(index)) knowledge.databaseClients.add(index);
  }
  return knowledge;
}

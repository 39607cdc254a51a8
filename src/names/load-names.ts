import {
  accountAliasTable,
  addressIntervalTable,
  coverageTable,
  domainAliasTable,
  hostAliasTable,
  type StageInput,
} from '../case/index.ts';
import { namesOf, type NameTables, type Names } from './names.ts';

/** The tables of names of a case. */
export async function nameTables(input: StageInput): Promise<NameTables> {
  return {
    hostAliases: await input.rows(hostAliasTable),
    domainAliases: await input.rows(domainAliasTable),
    accountAliases: await input.rows(accountAliasTable),
    intervals: await input.rows(addressIntervalTable),
  };
}

/** The names of a case, ready to ask. */
export async function loadNames(input: StageInput): Promise<Names> {
  const hosts = await input.engine.rows<{ host: string }>(`SELECT DISTINCT host FROM ${input.from(coverageTable)} ORDER BY host`);
  return namesOf(
    await nameTables(input),
    hosts.map(({ host }) => host),
  );
}

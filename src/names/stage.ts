import { accountAliasTable, addressIntervalTable, domainAliasTable, hostAliasTable, type StageDefinition } from '../case/index.ts';
import { buildNames } from './build-names.ts';

/** Which names, accounts and addresses mean whom: facts become the tables of names. */
export function namesStage(inputs: readonly string[]): StageDefinition {
  return {
    name: 'names',
    version: 3,
    inputs,
    tables: [domainAliasTable, accountAliasTable, hostAliasTable, addressIntervalTable],
    run: buildNames,
  };
}

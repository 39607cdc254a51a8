export { INSIDE, isInside, namesMachine, namesMachineSql } from './address.ts';
export type { AddressBook } from './address-book.ts';
export { PROVEN } from './certainty.ts';
export { domainOf, firstLabel, suffixOf } from './labels.ts';
export { loadNames, nameTables } from './load-names.ts';
export { namesOf, type AccountNames, type Names, type NameTables } from './names.ts';
export { socketIndex, type Socket, type SocketIndex } from './socket-index.ts';
export { namesStage } from './stage.ts';

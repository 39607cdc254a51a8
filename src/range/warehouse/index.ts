export { Database, type DatabaseSession, type Query } from './database.ts';
export { drawStore, type Store } from './store.ts';

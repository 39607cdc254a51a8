export { Database, type DatabaseSession, type Query } from './database.ts';
export { drawStore } from './store.ts';

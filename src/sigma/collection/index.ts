export { Collection } from './collection.ts';
export { tellApart } from './tell-apart.ts';

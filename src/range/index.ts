export { rehearse } from './rehearse.ts';
export { scenarios } from './scenarios.ts';

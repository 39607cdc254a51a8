export { techniquesOf } from './channel-book.ts';
export { techniqueCoverage } from './technique-coverage.ts';
export { unwrittenEvents } from './unwritten-events.ts';

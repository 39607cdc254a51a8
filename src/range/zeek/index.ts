export { core, edge } from './sight.ts';
export { zeekJobs, zeekSources } from './zeek-jobs.ts';

export { compactStage } from './compact/index.ts';
export { commitShard, runPass, type PassProgress } from './pass.ts';
export { mappedRoutes } from './mapped-routes.ts';
export { cutFile } from './plan.ts';
export { ShardReader } from './shard-reader.ts';
export { Tally } from './tally.ts';
export type { PassResult, PassSettings, TaskFile } from './task.ts';

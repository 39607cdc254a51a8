export { activityKinds, type Activity, type ActivityDetail, type ActivityKind } from './activity.ts';
export { Plan, PlanBuilder, type Planned, type PlanMemory } from './plan.ts';

export type { Pattern } from './calendar.ts';
export { playCampaign } from './campaign.ts';
export { Inquiry } from './questions.ts';
export { Script } from './script.ts';
export { blindOf } from './truth/blind.ts';
export { Chronicle } from './truth/chronicle.ts';
export { playedOperation } from './truth/played-operation.ts';

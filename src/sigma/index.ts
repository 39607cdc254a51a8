export type { SigmaEvent } from './event.ts';
export { loadRules, type RuleLoad } from './load-rules.ts';
export { parseLogsources, readLogsources, type Route } from './logsources.ts';
export { parseRules } from './parse-rules.ts';
export { compileRules, type RuleSet } from './rule-set.ts';
export type { SigmaRule } from './rule.ts';

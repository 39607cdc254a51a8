export { extractFacts, factKinds } from './extract-facts.ts';
export { ExtractedFact } from './extracted-fact.ts';
export { MappedFacts } from './mapped-facts.ts';
export { valueColumns } from './fill-plan.ts';
export { canonicalAccount, canonicalHost } from './names/index.ts';
export type { FactScope } from './fact-scope.ts';

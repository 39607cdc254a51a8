export { extractFacts, factKinds } from './extract-facts.ts';
export { canonicalAccount, canonicalHost } from './names/index.ts';
export type { FactScope } from './fact-scope.ts';

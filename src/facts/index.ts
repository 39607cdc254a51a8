export { extractFacts, factKinds } from './extract-facts.ts';
export { canonicalAccount, canonicalHost } from './names/index.ts';

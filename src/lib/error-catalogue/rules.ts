import type { CatalogueEntry } from './entry.ts';

/** Why a rule was rejected. */
export const ruleErrors = {
  RULE_FILE_TOO_LARGE: { message: 'the rule file has {bytes} bytes, more than {limit}', remedy: 'split it into several files' },
  RULE_NOT_UTF8: { message: 'the rule file is not UTF-8 text', remedy: 'save it as UTF-8' },
  RULE_NOT_YAML: { message: 'not YAML: {cause}', remedy: 'mend the YAML at this place' },
  RULE_TOO_DEEP: { message: 'nested more than {limit} levels deep', remedy: 'write it flatter' },
  RULE_TOO_LARGE: { message: 'the rule has more than {limit} {what}', remedy: 'split the rule' },
  RULE_NOT_A_RULE: {
    message: 'not a Sigma rule: {why}',
    remedy: 'a rule is a mapping with title, logsource and detection; keep other YAML out of rule folders',
  },
  RULE_KEY_MISSING: { message: '`{key}` is missing', remedy: 'see docs/sigma.md for what a rule must have' },
  RULE_KEY_INVALID: { message: '`{key}` must be {expected}', remedy: 'see docs/sigma.md for what a rule may say' },
  RULE_KEY_DUPLICATE: { message: '`{key}` stands twice in one mapping', remedy: 'keep one; a list may hold several values' },
  RULE_MODIFIER_UNKNOWN: { message: 'unknown modifier `{modifier}`', remedy: 'see docs/sigma.md for the modifiers' },
  RULE_MODIFIER_MISUSED: { message: '`{modifier}` {why}', remedy: 'see docs/sigma.md for how modifiers combine' },
  RULE_VALUE_INVALID: { message: '{what} is not {expected}', remedy: 'mend the value' },
  RULE_PLACEHOLDER_UNRESOLVED: {
    message: 'placeholder {name} has no values',
    remedy: 'write the values into the rule, or leave the rule out',
  },
  RULE_REGEX_UNSUPPORTED: {
    message: 'the regular expression cannot run in linear time or is malformed ({cause})',
    remedy: 'write it without back-references and lookahead (RE2 syntax)',
  },
  RULE_CONDITION_SYNTAX: { message: 'condition: expected {expected}, found {found}', remedy: 'mend the condition' },
  RULE_CONDITION_NAME_UNKNOWN: { message: 'condition: no search identifier is called `{name}`', remedy: 'name one that `detection` has' },
  RULE_AGGREGATION_UNSUPPORTED: {
    message: 'condition: `|` starts an aggregation, which Sigma no longer has',
    remedy: 'write a correlation rule instead',
  },
  RULE_CORRELATION_UNSUPPORTED: { message: 'correlation rules are not supported yet', remedy: 'only its base rules will match' },
  RULE_FILTER_UNSUPPORTED: { message: 'filter documents are not supported yet', remedy: 'write the exception into the rule' },
  RULE_COLLECTION_UNSUPPORTED: { message: 'the collection action `{action}` is not supported', remedy: 'write each rule out in full' },
  RULE_ID_DUPLICATE: { message: 'the id {id} is also that of {other}', remedy: 'give each rule its own id' },
  LOGSOURCES_INVALID: { message: 'the logsource file is not valid: {why}', remedy: 'see docs/sigma.md for its shape' },
} as const satisfies Record<string, CatalogueEntry>;

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
    remedy: 'give its values in a file (--placeholders), write them into the rule, or leave the rule out',
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
  RULE_ACTION_UNKNOWN: { message: 'no collection action is called `{action}`', remedy: 'write `global`, `reset` or `repeat`' },
  RULE_COLLECTION_BROKEN: {
    message: 'it is completed by the document at line {line}, which was rejected',
    remedy: 'mend that document first',
  },
  RULE_FILTER_RULE_UNKNOWN: {
    message: 'the filter names `{rule}`, and no detection rule that is loaded has that id or name',
    remedy: 'name a rule that is loaded; filters do not apply to correlations, but to the rules they refer to',
  },
  RULE_FILTER_NOT_FITTING: {
    message: 'the filter names `{rule}`, whose logsource is not the one it states',
    remedy: 'state no more in the logsource of the filter than the rule does',
  },
  RULE_FILTER_UNUSED: {
    message: 'the filter is for any rule of its logsource, and there is none',
    remedy: 'mend its logsource, or leave it out',
  },
  RULE_REFERENCE_UNKNOWN: {
    message: 'no rule or correlation has the id or name `{name}`',
    remedy: 'load the rule that is meant together with this correlation, or mend the name',
  },
  RULE_REFERENCE_AMBIGUOUS: {
    message: '`{name}` is the name of several rules: {places}',
    remedy: 'refer to the rule by its id, or give each rule its own name',
  },
  RULE_REFERENCE_REJECTED: {
    message: 'the rule `{name}` that it needs was rejected ({place})',
    remedy: 'mend that rule first',
  },
  RULE_CORRELATION_CYCLE: {
    message: 'it needs itself: {path}',
    remedy: 'a correlation can only be built on others that do not lead back to it',
  },
  RULE_CORRELATION_INVALID: { message: 'correlation: {why}', remedy: 'see docs/sigma.md for what a correlation may say' },
  RULE_ID_DUPLICATE: { message: 'the id {id} is also that of {other}', remedy: 'give each rule its own id' },
  RULE_TWICE: { message: 'the same rule stands at {other} too, and is read once', remedy: 'remove one of the two' },
  LOGSOURCES_INVALID: { message: 'the logsource file is not valid: {why}', remedy: 'see docs/sigma.md for its shape' },
} as const satisfies Record<string, CatalogueEntry>;

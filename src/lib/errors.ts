import { commandErrors } from './error-catalogue/command.ts';
import { evidenceErrors } from './error-catalogue/evidence.ts';
import { ruleErrors } from './error-catalogue/rules.ts';

/**
 * Every error and quarantine reason Hardcell can give, by code. Bad input becomes data under one of these codes
 * (quarantine, rejected rule); a `HardcellError` is thrown only for wrong usage and for a machine that fails.
 */
export const errorCatalogue = { ...evidenceErrors, ...ruleErrors, ...commandErrors } as const;

/** The codes that say the command line was wrong: exit code 2. */
const usageCodes = [
  'USAGE_SCOPE',
  'RULES_NOT_THERE',
  'PLACEHOLDERS_UNREADABLE',
  'RULE_NOT_FOUND',
  'RULE_REJECTED',
  'EVENT_FILE_MISSING',
  'EVENT_FILE_INVALID',
  'CDR_NOT_THERE',
  'NUMBERS_BROKEN',
  'CONTEXT_UNREADABLE',
  'KEY_INSIDE_CASE',
  'KEY_MISSING',
  'SCENARIO_UNKNOWN',
  'SEED_INVALID',
  'KNOB_INVALID',
  'KNOB_OF_SLICE',
  'NUMBERS_ABSENT',
  'KEY_INSIDE_OUT',
  'OUT_NOT_EMPTY',
  'OUT_NOT_WRITABLE',
  'OUT_INSIDE',
  'NUMBER_PLAN_UNUSABLE',
  'CASE_NOT_THERE',
  'CASE_FOREIGN',
  'TRUTH_UNREADABLE',
  'TRUTH_INVALID',
  'EVIDENCE_NOT_THERE',
  'USAGE_TIME',
  'USAGE_JOBS',
  'USAGE_OUT_EXISTS',
  'USAGE_REF',
  'USAGE_CASE_INSIDE',
] as const satisfies readonly ErrorCode[];

export type ErrorCode = keyof typeof errorCatalogue;

/** The catalogue's sentence for a code, with its details filled in. */
export function problem(code: ErrorCode, details: Record<string, string | number> = {}): string {
  return errorCatalogue[code].message.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? `{${name}}`));
}

/** Wrong usage, or a machine that fails: carries its code, its place and its remedy. */
export class HardcellError extends Error {
  readonly code: ErrorCode;
  readonly place: string | null;
  readonly remedy: string;
  /** Whether the command line was wrong, and not the machine. */
  readonly usage: boolean;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, place: string | null = null, options?: ErrorOptions) {
    super(problem(code, details), options);
    this.name = 'HardcellError';
    this.code = code;
    this.place = place;
    this.remedy = errorCatalogue[code].remedy;
    this.usage = (usageCodes as readonly string[]).includes(code);
  }
}

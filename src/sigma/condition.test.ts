import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition, type Condition, type ConditionError } from './condition.ts';

/** The condition with its structure made visible. */
function shape(condition: Condition | ConditionError): string {
  if ('code' in condition) return `${condition.code} at ${condition.offset}`;
  if ('parts' in condition) return `(${condition.parts.map(shape).join(` ${condition.kind} `)})`;
  if ('part' in condition) return `not ${shape(condition.part)}`;
  return 'name' in condition ? condition.name : `${condition.kind}[${condition.pattern}]`;
}

describe('a condition', () => {
  it.each([
    ['a', 'a'],
    ['a or b and c', '(a or (b and c))'],
    ['a and b or c', '((a and b) or c)'],
    ['(a or b) and c', '((a or b) and c)'],
    ['not a and b', '(not a and b)'],
    ['not a or not b', '(not a or not b)'],
    ['not (a or b)', 'not (a or b)'],
    ['not not a', 'not not a'],
    ['a and b and c', '(a and b and c)'],
    ['1 of them', 'some[them]'],
    ['any of sel_*', 'some[sel_*]'],
    ['all of sel_*', 'every[sel_*]'],
    ['ALL OF them AND NOT b', '(every[them] and not b)'],
    ['not 1 of filter_*', 'not some[filter_*]'],
    ['1', '1'],
    ['all', 'all'],
    ['sel-1 or sel.2', '(sel-1 or sel.2)'],
    ['((a))', 'a'],
    ['  a\n  and b ', '(a and b)'],
  ])('%s', (text, expected) => {
    expect(shape(parseCondition(text))).toBe(expected);
  });

  it.each([
    ['', 'RULE_CONDITION_SYNTAX at 0'],
    ['a and', 'RULE_CONDITION_SYNTAX at 5'],
    ['a b', 'RULE_CONDITION_SYNTAX at 2'],
    ['(a or b', 'RULE_CONDITION_SYNTAX at 7'],
    ['a or b)', 'RULE_CONDITION_SYNTAX at 6'],
    ['or a', 'RULE_CONDITION_SYNTAX at 0'],
    ['1 of', 'RULE_CONDITION_SYNTAX at 4'],
    ['a & b', 'RULE_CONDITION_SYNTAX at 2'],
    ['a | count() > 5', 'RULE_AGGREGATION_UNSUPPORTED at 2'],
    ['()', 'RULE_CONDITION_SYNTAX at 1'],
  ])('that is wrong says where: %s', (text, expected) => {
    expect(shape(parseCondition(text))).toBe(expected);
  });

  it('nests only so deep', () => {
    expect(shape(parseCondition(`${'('.repeat(50)}a${')'.repeat(50)}`))).toBe('a');
    expect(shape(parseCondition('('.repeat(100_000)))).toBe('RULE_TOO_DEEP at 50');
    expect(shape(parseCondition('not '.repeat(100_000)))).toBe('RULE_TOO_DEEP at 200');
  });

  it('of any text is read or refused, never thrown', () => {
    const word = fc.constantFrom('a', 'and', 'or', 'not', '(', ')', '1 of', 'them', '|', '*', ' ', '\u{1F600}');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => void shape(parseCondition(text)),
      ),
    );
  });
});

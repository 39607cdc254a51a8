import { decodeText, originalPosition, type DecodedText } from './decoded-text.ts';
import { findNumbers, mayHoldNumber } from './number-finder.ts';
import type { NumberMatcher } from './number-matcher.ts';
import type { Pseudonymizer } from './pseudonymizer.ts';
import type { FindingRules } from './single-run.ts';

/** A mask can change what its neighbours look like; the text is read again until nothing changes, this often at most. */
const ROUNDS = 6;

/** Replaces the identifiers in texts. */
export interface TextMasker {
  mask(text: string, rules: FindingRules): string;
}

export function createTextMasker(numbers: NumberMatcher, pseudonyms: Pseudonymizer): TextMasker {
  const replace = (original: string, decoded: DecodedText, rules: FindingRules): string => {
    const found = findNumbers(decoded.text, numbers, rules);
    if (found.length === 0) return original;
    let out = '';
    let done = 0;
    for (const number of found) {
      const name = number.part ? pseudonyms.part(number.domain, number.digits) : pseudonyms.whole(number.domain, number.digits);
      out += original.slice(done, originalPosition(decoded, number.from)) + name;
      done = originalPosition(decoded, number.to);
    }
    return out + original.slice(done);
  };
  return {
    mask(text, rules) {
      if (!mayHoldNumber(text)) return text;
      let before = text;
      for (let round = 0; round < ROUNDS; round++) {
        const decoded = decodeText(before);
        let after = replace(before, decoded, rules);
        // 100%4912… is no escape: what is left is read as it stands too.
        if (decoded.starts !== null) after = replace(after, { text: after, starts: null }, rules);
        if (after === before) return after;
        before = after;
      }
      return before;
    },
  };
}

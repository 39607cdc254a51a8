/** Letters that Unicode folds together with another and lower-casing leaves apart or decides by context; µ stands alone because it is Latin-1. */
const ODD = /\u0345|[\u017f\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u1c80-\u1c88\u1e9b\u1fbe]/;
const EVERY_ODD = new RegExp(`${ODD.source}|\u00b5`, 'g');

/**
 * The form in which texts are compared without regard to case: lower case, with the letters that Unicode folds together but lower-casing leaves
 * apart (long s, final sigma, the micro sign), so that folding a part equals folding the whole. Simple case folding, but for İ, which is i with its dot.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('\u00b5') || ODD.test(lower) ? lower.replace(EVERY_ODD, (letter) => letter.toUpperCase().toLowerCase()) : lower;
}

/** The letters that `fold` changes beyond lower case, and what each becomes, in the same order: for engines whose lower case is all they know. */
export function oddLetters(): { readonly from: string; readonly to: string } {
  const letters: string[] = [];
  for (let code = 0; code < 0x10000; code++) {
    const letter = String.fromCharCode(code);
    if (letter === letter.toLowerCase() && fold(letter) !== letter && fold(letter).length === 1) letters.push(letter);
  }
  return { from: letters.join(''), to: letters.map(fold).join('') };
}

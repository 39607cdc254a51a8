/**
 * The form in which texts are compared without regard to case: lower case, with the two letters that Unicode folds together
 * but lower-casing leaves apart or decides by context (long s, final sigma), so that folding a part equals folding the whole.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') || lower.includes('ſ') ? lower.replaceAll('ς', 'σ').replaceAll('ſ', 's') : lower;
}

/**
 * Characters that print nothing or turn the text around them: C0 and C1 controls, soft hyphen, Arabic letter mark,
 * zero-width and bidirectional controls (UAX #9), line and paragraph separators, fillers, the BOM, interlinear
 * annotation, variation selectors' tag block, and lone surrogates.
 */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\u034f|\u17b4|\u17b5|\p{Cs}/gu;

/** The same text with every character that could hide or reorder it shown as `U+XXXX`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => codePoint(character));
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Log text cut to a length a page can carry: the shown part, and how many characters were left out. */
export function cut(text: string, most: number): { readonly shown: string; readonly left: number } {
  if (text.length <= most) return { shown: text, left: 0 };
  return { shown: text.slice(0, most), left: text.length - most };
}

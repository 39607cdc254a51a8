/** The letters and digits around a run of digits, without a gap. */
export interface AlphanumericToken {
  readonly start: number;
  readonly end: number;
  /** 0x…, \x… or letters a–f among digits: a hash, a handle, a logon id, never a number somebody dials. */
  readonly hexadecimal: boolean;
  /** Right behind a percent sign, where its first digits may be half an escape. */
  readonly afterPercent: boolean;
}

/** The token that holds position `at`; `from` is where what was already masked ends. */
export function tokenAt(text: string, at: number, from: number): AlphanumericToken {
  let start = at;
  while (start > from && isAlphanumeric(text.charCodeAt(start - 1))) start--;
  let end = at;
  let letters = 0;
  let others = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isAlphanumeric(code)) break;
    if (!isDigit(code)) {
      if (isHexLetter(code)) letters++;
      else others++;
    }
    end = i + 1;
  }
  return {
    start,
    end,
    hexadecimal: isHexadecimal(text, start, letters, others),
    afterPercent: start > from && text.charCodeAt(start - 1) === 37,
  };
}

function isHexadecimal(text: string, start: number, letters: number, others: number): boolean {
  if (others === 0) return letters > 0;
  if (others > 1) return false;
  const first = text.charCodeAt(start) | 32;
  const second = text.charCodeAt(start + 1) | 32;
  return (text.charCodeAt(start) === 48 && second === 120) || (first === 120 && text.charCodeAt(start - 1) === 92);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 102;
}

export function isAlphanumeric(code: number): boolean {
  if (isDigit(code)) return true;
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** A colour in the light and in the dark theme. */
export interface Token {
  readonly light: string;
  readonly dark: string;
}

/** Every colour of the report. Nothing else is coloured. */
export const tokens = {
  paper: { light: '#FCFCFA', dark: '#111316' },
  shade: { light: '#F2F2ED', dark: '#1A1D21' },
  sunk: { light: '#F7F7F3', dark: '#16191C' },
  ink: { light: '#14171C', dark: '#ECEBE6' },
  ink2: { light: '#454B55', dark: '#B9BCC0' },
  ink3: { light: '#636A75', dark: '#9499A1' },
  mark: { light: '#2B3038', dark: '#DAD9D4' },
  tint: { light: '#C9CCD1', dark: '#4A5059' },
  hatch: { light: '#838993', dark: '#737A84' },
  rule: { light: '#D3D3CC', dark: '#3A3F46' },
  hair: { light: '#E7E7E1', dark: '#26292E' },
  out: { light: '#A8321C', dark: '#FF8B6E' },
  outTint: { light: '#E9C3BA', dark: '#5E3327' },
  A: { light: '#0A6A88', dark: '#5FC4E4' },
  B: { light: '#7A45B5', dark: '#C4A0F5' },
  C: { light: '#77620A', dark: '#DCC24F' },
  D: { light: '#1D7347', dark: '#69CC97' },
  E: { light: '#2F55C8', dark: '#93AEFF' },
  F: { light: '#B02A74', dark: '#F48BC0' },
} as const satisfies Readonly<Record<string, Token>>;

export type TokenName = keyof typeof tokens;

/** The six hues, in the order in which credentials get them. */
export const hues = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Hue = (typeof hues)[number];

/** Tokens that carry text, on paper and on shade: 4.5 at least. */
export const textTokens: readonly TokenName[] = ['ink', 'ink2', 'ink3', 'out', ...hues];

/** Tokens of marks that carry meaning, on paper and on shade: 3 at least. */
export const markTokens: readonly TokenName[] = ['mark', 'hatch', 'out', ...hues];

/** The custom properties of one theme. */
export function themeRules(theme: 'light' | 'dark'): string {
  return Object.entries(tokens)
    .map(([name, token]) => `--${name}:${token[theme]}`)
    .join(';');
}

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

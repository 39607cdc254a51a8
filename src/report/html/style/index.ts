import { hues, themeRules } from '../tokens.ts';
import { baseStyle } from './base.ts';
import { chartStyle } from './chart.ts';
import { openingStyle } from './opening.ts';
import { phoneStyle } from './phone.ts';
import { printStyle } from './print.ts';
import { sectionStyle } from './section.ts';
import { storyStyle } from './story.ts';
import { tableStyle } from './table.ts';

/** The one style sheet of the report. `foot` is printed at the foot of each page on paper. */
export function styleSheet(foot: string): string {
  return [
    `:root{color-scheme:light dark;${themeRules('light')};${FONTS}}`,
    `@media (prefers-color-scheme:dark){:root{${themeRules('dark')}}}`,
    hues.map((hue) => `.hue-${hue}{--hue:var(--${hue})}`).join(''),
    '.hue-none{--hue:var(--ink3)}.hue-ink{--hue:var(--mark)}.hue-out{--hue:var(--out)}',
    baseStyle,
    openingStyle,
    sectionStyle,
    tableStyle,
    chartStyle,
    storyStyle,
    phoneStyle,
    printStyle(themeRules('light'), foot),
  ].join('\n');
}

/** Inter only where it is installed; never shipped. */
const FONTS =
  '--sans:"Inter",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;' +
  '--mono:ui-monospace,"SF Mono",Menlo,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace';

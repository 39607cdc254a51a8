/** On paper: A4, light tokens, the story on a landscape page, every fold open, nothing broken inside. */
export function printStyle(light: string, foot: string): string {
  return `
@page{size:A4;margin:15mm 14mm 18mm;@bottom-left{content:"${cssString(foot)}";font:8pt sans-serif;color:#636A75}@bottom-right{content:counter(page);font:8pt sans-serif;color:#636A75}}
@page story{size:A4 landscape}
@media print{
:root{color-scheme:light;${light}}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{padding:0;max-width:none;font-size:10pt;line-height:15pt}
.contents,summary,.chain{display:none}
.section{display:block;margin-top:24pt}
.section>.head,.section:not(.wide)>.head{position:static;margin-bottom:10pt}
.answers{grid-template-columns:repeat(3,minmax(0,1fr))}
.answers>div,.answers>div:first-child{grid-column:auto;padding:6pt 10pt 6pt 0;border:0}
.lines li{grid-template-columns:minmax(0,1fr)}
.margin{padding-left:44px}
.section.wide{page:story;break-before:page;break-after:page;margin-top:0}
.section.wide>.head,.figure-head{margin-bottom:6pt}
.cast{grid-template-columns:repeat(6,minmax(0,1fr));gap:4pt 14pt;padding:5pt 0;font-size:9pt}
.legend{font-size:8.5pt;padding-top:4pt;margin-top:2pt;gap:2pt 18pt}
.hop-table{break-before:page}
.sheet{overflow:visible}
.drawing{min-width:0;max-height:104mm}
.two,.charts{display:block}
table{font-size:8.5pt;line-height:12pt}
th,td{padding:4pt 8pt 4pt 0}
details::details-content{content-visibility:visible;display:block}
.after>details{display:block}
tr,svg,li,.entry,.empty,.figure-head{break-inside:avoid}
h2,h3{break-after:avoid}
footer{display:none}
}
`;
}

/** Text inside a CSS string: whatever is not a plain character becomes an escape (CSS Syntax 3, section 4.3.7). */
function cssString(text: string): string {
  return [...text]
    .map((character) => (/[A-Za-z0-9 .:-]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 32).toString(16)} `))
    .join('');
}

/** Sections with their head column, the ten lines, questions, evidence, counting. */
export const sectionStyle = `
.section{display:grid;grid-template-columns:200px minmax(0,1084px);column-gap:44px;margin-top:58px;padding-top:15px;border-top:1px solid var(--ink)}
.section.wide{grid-template-columns:200px minmax(0,1fr)}
.section.wide>.body{display:contents}
.section.wide>.body>*{grid-column:1/-1;min-width:0}
.section.wide>.body>.figure-head:first-child{grid-column:2;padding-top:2px;margin-bottom:14px}
.section.wide>.head{margin-bottom:14px}
.section>.head{display:flex;gap:11px;align-items:baseline;align-self:start}
.section:not(.wide)>.head{position:sticky;top:16px}
.head .no{flex:none;white-space:nowrap;font-size:13px;color:var(--ink3);font-variant-numeric:tabular-nums}
.note{font-size:13px;line-height:19px;color:var(--ink2);margin-top:6px;text-wrap:pretty}
.figure-head{margin-bottom:20px}
.figure-head .caption{margin-top:2px}
.lines li{display:grid;grid-template-columns:minmax(0,1fr) 372px;column-gap:72px;padding:7px 0 9px;border-bottom:1px solid var(--hair)}
.lines li:first-child{padding-top:0}
.lines li:last-child{border-bottom:0}
.lines{counter-reset:line}
.says{display:grid;grid-template-columns:27px 17px minmax(0,600px)}
.says::before{counter-increment:line;content:counter(line);font-size:13px;color:var(--ink3);font-variant-numeric:tabular-nums}
.glyph-cell{padding-top:1px}
.mark{font-size:11px;color:var(--ink2);white-space:nowrap}
.margin{display:grid;grid-template-columns:26px 1fr;font-size:12px;line-height:17px;color:var(--ink2);padding-top:3px}
.margin span:first-child{color:var(--ink3)}
.questions li{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:44px;padding:14px 0 15px;border-bottom:1px solid var(--hair);counter-increment:question}
.questions>li:first-child{padding-top:0}
.questions>li:last-child{border-bottom:0}
.questions{counter-reset:question}
.questions>li>div:first-child{display:grid;grid-template-columns:40px minmax(0,1fr)}
.questions>li>div:first-child::before{content:counter(question);font-weight:620}
.questions>li>div:first-child .caption{grid-column:2;margin-top:2px}
.questions ul li,.plain li{display:list-item;padding:0;border:0;font-size:13px;line-height:20px;counter-increment:none}
.entry{display:grid;grid-template-columns:40px minmax(0,1fr);padding:10px 0 14px;border-bottom:1px solid var(--hair);font-size:13px;line-height:19px}
.entry:first-child{padding-top:0}
.entry:last-child{border-bottom:0}
.entry .no{color:var(--ink3)}
.entry h3{font-size:13px;line-height:19px;font-weight:400}
.quote{margin-top:8px}
.where{font-size:12px;line-height:17px;color:var(--ink2)}
.log{background:var(--sunk);border-left:2px solid var(--rule);padding:9px 14px;margin-top:5px;font:400 12px/19px var(--mono);overflow-wrap:anywhere;white-space:pre-wrap}
.field{margin-right:10px}
.named{margin-top:7px}
.named ul{margin-top:4px}
.named li{font-size:12px}
.equation{display:flex;flex-wrap:wrap;gap:10px 24px;margin-bottom:16px}
.equation>div{display:flex;flex-direction:column}
.equation dd{font-size:19px;line-height:26px;font-weight:620;order:-1}
.equation dt{font-size:13px;line-height:19px;color:var(--ink2)}
.equation .sign dd{font-weight:400;color:var(--ink3)}
.coverage-part{margin-top:38px}
.dark-hosts{margin-top:14px;font-size:13px;line-height:19px}
.dark-hosts p{margin-top:6px}
`;

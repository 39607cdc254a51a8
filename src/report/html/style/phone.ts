/** Under 720 px: one column, the chain for the drawing, tables as rows of two lines, targets of 44 px. Between, the columns draw in. */
export const phoneStyle = `
@media (max-width:1240px){
body{padding-left:32px;padding-right:32px}
.section{grid-template-columns:150px minmax(0,1fr);column-gap:28px}
.answers{grid-template-columns:repeat(6,minmax(0,1fr))}
.answers>div{grid-column:span 2;border-left:0;padding-left:0}
.answers>div:first-child{grid-column:span 4}
.lines li{grid-template-columns:minmax(0,1fr)}
.margin{padding-left:44px}
.cast{grid-template-columns:repeat(3,minmax(0,1fr))}
.two,.charts{grid-template-columns:minmax(0,1fr);row-gap:30px}
}
@media (max-width:1040px){
.section,.section.wide{grid-template-columns:minmax(0,1fr)}
.section.wide>.body>.figure-head:first-child{grid-column:1}
.section:not(.wide)>.head{position:static;margin-bottom:20px}
th,td{padding-right:8px}
}
@media (max-width:719px){
html{scroll-padding-top:8px}
body{padding:0 20px 40px;font-size:16px;line-height:24px}
h1{font-size:28px;line-height:34px}
table,.caption,.note,.after,.entry,.answers dd{font-size:14px;line-height:21px}
.wide-only{display:none}
.phone-only{display:block}
a.phone-only{display:inline}
.chain{display:block}
.story,.contents,.hop-table{display:none}
.top{gap:0 16px;padding:14px 0 11px}
.top .push{margin-left:0}
.opening{padding:26px 0 22px}
.answers{grid-template-columns:minmax(0,1fr)}
.answers>div,.answers>div:first-child{grid-column:1;padding:13px 0 14px;border-left:0;border-bottom:1px solid var(--hair)}
.answers .figure{white-space:normal}
.section,.section.wide{display:block;margin-top:50px}
.section:not(.wide)>.head{position:static}
.section>.head{margin-bottom:20px}
.lines li{display:block;padding:11px 0 12px}
.says{grid-template-columns:24px 18px minmax(0,1fr)}
.margin{font-size:13px;line-height:20px;grid-template-columns:1fr;padding:3px 0 0 42px}
.margin span:first-child{display:none}
.mark,.margin a,.steps a,td a,.after a,.caption a,.equation a,summary{position:relative}
.mark::after,.margin a::after,.steps a::after,td a::after,.after a::after,.caption a::after,.equation a::after,summary::after{content:"";position:absolute;inset:-12px -8px}
.two{display:block}
.two>*+*{margin-top:30px}
.charts{display:block}
.charts>*+*{margin-top:20px}
.chart{width:100%}
colgroup,thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody{display:block}
tr{display:flex;flex-wrap:wrap;column-gap:12px;padding:10px 0 11px;border-bottom:1px solid var(--hair)}
tr.group{border:0;padding-bottom:0}
th,td{display:block;padding:0;border:0;text-align:left}
td:empty,td.off{display:none}
td.key{flex:1 1 60%;font-weight:500}
td.figure{flex:0 0 auto;order:1;text-align:right}
td.more{order:3;color:var(--ink2)}
td.figure+td.more,td.more{max-width:100%}
tr::after{content:"";order:2;flex-basis:100%}
.noun{display:inline}
.questions li{display:block}
.questions>li>div+div,.questions>li>p{margin:8px 0 0 34px}
.questions>li>div:first-child{grid-template-columns:34px minmax(0,1fr)}
.entry{grid-template-columns:32px minmax(0,1fr)}
.quote{margin-left:-32px}
.equation{display:block}
.equation>div{flex-direction:row-reverse;justify-content:space-between;padding:4px 0}
.equation .sign{display:none}
.equation dd{font-size:16px}
details.gap{margin-top:22px;font-size:14px;line-height:21px}
}
`;

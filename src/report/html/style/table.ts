/** Tables: rules between rows only. */
export const tableStyle = `
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:13px;line-height:19px;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:7px 16px 8px 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--hair)}
th:last-child,td:last-child{padding-right:0}
thead th{overflow-wrap:break-word;font-size:12px;line-height:17px;font-weight:500;color:var(--ink2);border-bottom-color:var(--rule);vertical-align:bottom}
.r{text-align:right}
.group th{padding-top:20px;color:var(--ink2);font-weight:500}
tbody:first-of-type .group th{padding-top:13px}
.noun{display:none}
.account{display:inline-grid;vertical-align:top;grid-template-columns:auto minmax(0,1fr);column-gap:6px}
.sql{font-size:12px;line-height:19px;white-space:pre-wrap}
.sql .mono,.log .mono{font-size:inherit}
.sql .mid::before,.log .mid::before{font-size:12px}
.when{white-space:nowrap}
.after{margin-top:9px;font-size:13px;line-height:20px;color:var(--ink2)}
.after>p{display:inline;margin-right:4px}
.after>details{display:inline}
.after>details[open]{display:block}
.after>details table,.after>details .entries{margin-top:12px;color:var(--ink)}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:44px;margin-top:34px;align-items:start}
tr:target td{background:var(--shade)}
`;

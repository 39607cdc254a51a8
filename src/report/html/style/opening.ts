/** Top line, headline, the five answers, contents, foot. */
export const openingStyle = `
.top{display:flex;flex-wrap:wrap;gap:0 28px;align-items:baseline;padding:18px 0 13px;border-bottom:1px solid var(--hair);font-size:13px;line-height:19px;color:var(--ink2)}
.top strong{font-size:15px;color:var(--ink)}
.push{margin-left:auto}
.opening{padding:44px 0 36px}
.over{font-size:13px;line-height:19px;color:var(--ink2);margin-bottom:9px}
h1{max-width:820px;text-wrap:balance}
.lead{font-size:17px;line-height:27px;color:var(--ink2);margin-top:12px;max-width:790px}
.answers{display:grid;grid-template-columns:1.55fr 1fr 1fr 1.15fr 1.15fr;border-top:1px solid var(--ink)}
.answers>div{padding:13px 22px 4px;border-left:1px solid var(--hair)}
.answers>div:first-child{padding-left:0;border-left:0}
.answers>div:last-child{padding-right:0}
.answers dt{font-size:13px;line-height:19px;font-weight:620}
.answers dd{font-size:13px;line-height:20px;color:var(--ink2)}
.answers .figure{font-size:18px;line-height:42px;color:var(--ink2);margin:4px 0 6px;white-space:nowrap}
.answers .figure span{font-size:36px;line-height:42px;font-weight:560;letter-spacing:-.028em;color:var(--ink)}
.answers .figure .word{font-size:30px}
.answers .pair{display:flex;gap:0 30px;flex-wrap:wrap}
.answers .pair .figure{margin-bottom:0}
.answers .under{line-height:19px}
.answers li{line-height:20px}
.answers .share{width:100%;margin:10px 0 8px}
.contents{margin-top:26px;border-top:1px solid var(--hair);font-size:13px;line-height:19px}
.contents ol{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 24px;padding:9px 0}
.contents a{display:block;padding:4px 0;text-decoration:none;color:var(--ink2)}
.contents a:hover{text-decoration:underline}
.contents .quiet{margin-right:4px}
footer{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;margin-top:58px;padding-top:12px;border-top:1px solid var(--ink);font-size:12px;line-height:17px;color:var(--ink2)}
`;

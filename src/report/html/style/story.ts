/** The story drawing, its key and legend, and the chain that takes its place on a phone. */
export const storyStyle = `
.story{margin-top:2px}
.cast{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:10px 24px;padding:12px 0 13px;border-top:1px solid var(--hair);border-bottom:1px solid var(--hair);font-size:13px;line-height:19px}
.cast li{display:grid;grid-template-columns:auto minmax(0,1fr);column-gap:9px;align-items:start}
.cast .chip{margin-top:1px}
.cast .quiet{font-size:12px;line-height:17px}
.cast .more{display:block;color:var(--ink2)}
.sheet{overflow-x:auto;overflow-y:hidden;margin:0 -4px;padding:0 4px}
.drawing{width:100%;min-width:1100px;height:auto}
.layer-labels a,.layer-edges a{text-decoration:none}
.layer-labels a:hover text{text-decoration:underline}
.s-hop{fill:none;stroke:var(--hue);stroke-width:1.8}
.s-hop.inferred{stroke-dasharray:5 3.5}
.s-entry{fill:none;stroke:var(--mark);stroke-width:1.5}
.s-tunnel{fill:none;stroke:var(--mark);stroke-width:1.2}
.source{fill:var(--paper);stroke:var(--hue);stroke-width:1.6}
.diamond{stroke:var(--shade);stroke-width:2;paint-order:stroke}
.chip-full rect{fill:var(--hue)}.chip-full text{fill:var(--paper)}
.chip-hollow rect{fill:var(--paper);stroke:var(--hue);stroke-width:1.5}.chip-hollow text{fill:var(--hue)}
.legend{display:flex;flex-wrap:wrap;gap:6px 30px;padding:13px 0 0;margin-top:8px;border-top:1px solid var(--hair);font-size:12px;line-height:17px;color:var(--ink2)}
.legend li{display:flex;gap:8px;align-items:center}
.hop-table{margin-top:26px}
.chain{display:none}
.chain h3{border-top:1px solid var(--ink);padding-top:12px;font-size:14px}
.chain h3 .caption{font-weight:400}
.steps{margin-top:8px}
.steps li{display:grid;grid-template-columns:26px minmax(0,1fr);column-gap:16px;position:relative;padding-bottom:12px}
.steps li::before{content:"";position:absolute;left:12px;top:24px;bottom:0;border-left:2px solid var(--hue)}
.steps li.dashed::before{border-left-style:dashed}
.rail{display:flex;justify-content:center;padding-top:4px;align-self:start}
.steps .chip{vertical-align:0}
.steps .quiet{font-size:13px;line-height:20px;color:var(--ink2)}
.break{display:flex;gap:23px;align-items:center;padding:0 0 10px 7px;font-size:13px;color:var(--ink2)}
`;

/** Inks of every drawing: certainty is ink, identity is hue. */
export const chartStyle = `
svg text{font-family:var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums}
.t11{font-size:11px}.t12{font-size:12px}.t13{font-size:13px}
text.strong,tspan.strong{font-weight:620}text.heavy{font-weight:700}
text.quiet{fill:var(--ink3)}text.second{fill:var(--ink2)}
text.mid{text-anchor:middle}text.end{text-anchor:end}
text.f-paper{fill:var(--paper)}
.halo{paint-order:stroke;stroke:var(--shade);stroke-width:4px;stroke-linejoin:round}
.f-mark{fill:var(--mark)}.f-paper{fill:var(--paper)}.f-shade{fill:var(--shade)}.f-hue{fill:var(--hue)}.f-out{fill:var(--out)}
.ring{fill:var(--paper);stroke:var(--mark);stroke-width:1.1}
.s-rule{stroke:var(--rule);fill:none}.s-hair{stroke:var(--hair);fill:none}
.s-axis{stroke:var(--ink3);fill:none}.s-mark{stroke:var(--mark);fill:none}
.s-guide{stroke:var(--rule);stroke-dasharray:1 5;fill:none}
.s-held{stroke:var(--ink2);stroke-width:1;fill:none}
.s-wave{stroke:var(--mark);stroke-width:3;fill:none}
.s-hatch{stroke:var(--hatch);stroke-width:1.6;fill:none}
.s-hatch-box{stroke:var(--hatch)}
.s-partial{fill:none;stroke:var(--mark);stroke-width:1;stroke-dasharray:4 2.5}
.s-cleared{fill:none;stroke:var(--mark);stroke-width:1.8}
.s-tick{stroke:var(--mark);stroke-width:1.8;fill:none}.s-tick.dashed{stroke-dasharray:2 1.6}
.possible{fill:var(--tint);stroke:var(--mark);stroke-width:1;stroke-dasharray:4 2.5}
.open-dot{fill:var(--paper);stroke:var(--mark);stroke-width:1.2}
.tone-0{fill:var(--shade)}
.tone-1,.tone-2,.tone-3,.tone-4,.tone-5{fill:var(--mark)}
.tone-1{fill-opacity:.09}.tone-2{fill-opacity:.14}.tone-3{fill-opacity:.2}.tone-4{fill-opacity:.27}.tone-5{fill-opacity:.35}
.charts{display:grid;grid-template-columns:minmax(0,520fr) minmax(0,520fr);gap:26px 44px}
.charts.one{grid-template-columns:minmax(0,1fr)}
.chart{max-width:100%;height:auto}
.chart+*,.wide-only+.caption,.phone-only+.caption,.phone-only+.rows{margin-top:18px}
.chart-name{font-size:13px;line-height:19px;margin-bottom:4px}
`;

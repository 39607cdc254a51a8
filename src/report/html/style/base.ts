/** Ground, type, links, focus, small parts. */
export const baseStyle = `
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0 auto;max-width:1440px;padding:0 56px 56px;font:400 15px/22px var(--sans);font-feature-settings:"cv11" 0;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,dl,dd,dt,figure{margin:0;padding:0}
ol,ul{list-style:none}
h1{font-size:38px;line-height:45px;font-weight:620;letter-spacing:-.024em}
h2{font-size:19px;line-height:26px;font-weight:620;letter-spacing:-.008em}
h3{font-size:15px;line-height:21px;font-weight:620}
strong,.strong{font-weight:620}
a{color:inherit;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px;text-decoration-color:var(--ink3)}
a:hover{text-decoration-color:var(--ink);text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
:target{outline:1px solid var(--rule);outline-offset:4px}
svg{display:block;overflow:visible}
code,.mono{font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
.quiet{color:var(--ink3)}
.second{color:var(--ink2)}
.block{display:block}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.phone-only{display:none}
.caption{font-size:13px;line-height:19px;color:var(--ink2)}
.measure{max-width:600px}
.gap{margin-top:34px}
details.gap{margin-top:10px;font-size:13px;line-height:19px}
details.gap[open]{margin-bottom:24px}
.glyph{display:inline-block;vertical-align:-.5px}
.grade{white-space:nowrap}
.grade .glyph{margin-right:2px}
.id .mid{font-size:0;line-height:0}
.id .mid::before{content:"…";font-size:13px}
.chip{display:inline-block;min-width:17px;height:17px;padding:0 4px;border-radius:3.5px;background:var(--hue);color:var(--paper);font:700 11px/17px var(--sans);text-align:center;vertical-align:1px;text-decoration:none}
.chip.hollow{background:none;color:var(--hue);box-shadow:inset 0 0 0 1.5px var(--hue)}
.dotline svg{flex:none}
.dotline{white-space:nowrap;display:inline-flex;gap:9px;align-items:center;font-variant-numeric:tabular-nums}
summary{cursor:pointer;display:inline-block;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px;text-decoration-color:var(--ink3);list-style:none}
summary::-webkit-details-marker{display:none}
.empty{border:1px dashed var(--hatch);border-radius:4px;padding:16px 20px;font-size:13px;line-height:19px;color:var(--ink2);max-width:1084px}
`;

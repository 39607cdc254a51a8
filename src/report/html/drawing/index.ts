export { storyDrawing } from './story.ts';
export { storyChain } from './chain.ts';
export { anchorsOf } from './canvas.ts';
export { accessChart } from './accesses.ts';
export { askedStrip } from './asked.ts';
export { coverageChart, type CoverageRow } from './coverage.ts';
export { techniquesChart } from './techniques.ts';
export { blindStretches, type BlindStretch } from './hatch.ts';
export { ledgerChart, upper, type NamedLine } from './ledger.ts';

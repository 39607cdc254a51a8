export { storyDrawing } from './story.ts';
export { storyChain } from './chain.ts';
export { anchorsOf } from './canvas.ts';
export { accessChart } from './accesses.ts';
export { askedStrip } from './asked.ts';
export { coverageChart } from './coverage.ts';

export { drawKit, drawOctets, type Kit } from './kit.ts';
export { windowsTool } from './tools.ts';

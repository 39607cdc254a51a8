export { hostsOf, timeOf, type Act, type Tool } from './act.ts';

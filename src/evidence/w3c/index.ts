export { iisW3c } from './iis-w3c.ts';

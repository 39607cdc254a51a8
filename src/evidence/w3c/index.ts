export { httperr } from './httperr.ts';
export { iisW3c } from './iis-w3c.ts';

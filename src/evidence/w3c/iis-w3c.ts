import { w3cReader } from './w3c-reader.ts';

const SOFTWARE = /^#Software: (?:Microsoft Internet Information Services|IIS Advanced Logging)/;
const FIELDS = /^#Fields:(?=.*[ \t](?:time|time-local)(?:\s|$))(?=.*[ \t]cs-uri-stem(?:\s|$))/;

/** Logs of Internet Information Services and its Advanced Logging in the W3C extended format. */
export const iisW3c = w3cReader('iis-w3c', { source: 'iis', open: null }, (line) => SOFTWARE.test(line) || FIELDS.test(line));

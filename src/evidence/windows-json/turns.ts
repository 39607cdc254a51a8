import { channelName, nativeText } from '../windows-xml/index.ts';

/** How the text of a member becomes the text that the EVTX reader gives; null when it does not tell. */
export type Turn = (text: string) => string | null;

/** One that always tells. */
type Spelling = (text: string) => string;

const BARE_GUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

export const asIs: Spelling = (text) => text;
export const channel: Spelling = channelName;

/** A GUID with its braces, in upper case. */
export const guid: Spelling = (text) => nativeText(BARE_GUID.test(text) ? `{${text}}` : text);

/** A value of a shape that takes the braces from GUIDs and leaves them in upper case; what providers write as text is in lower case. */
export const bareGuid: Spelling = (text) =>
  text.length === 36 && /^[^a-f]*$/.test(text) && BARE_GUID.test(text) ? `{${text}}` : nativeText(text);

const hexadecimals = new Map<string, string>();

/** A number of 64 bits in hexadecimal; signed numbers are how some tools print those above 2^63. */
export const hexadecimal: Spelling = (text) => {
  if (!/^-?\d{1,20}$/.test(text)) return text;
  const known = hexadecimals.get(text);
  if (known !== undefined) return known;
  if (hexadecimals.size >= 4096) hexadecimals.clear();
  const hex = `0x${BigInt.asUintN(64, BigInt(text)).toString(16)}`;
  hexadecimals.set(text, hex);
  return hex;
};

/** Levels by the names that Windows has for them (winmeta.xml). */
const LEVELS: Readonly<Record<string, string>> = { critical: '1', error: '2', warning: '3', information: '4', info: '4', verbose: '5' };
export const level: Spelling = (text) => LEVELS[text.toLowerCase()] ?? text;

/** Opcodes by the names that Windows has for them (winmeta.xml). */
const OPCODES: Readonly<Record<string, string>> = { info: '0', start: '1', stop: '2' };
export const opcode: Spelling = (text) => OPCODES[text.toLowerCase()] ?? text;

/** The reserved keywords by their names (winmeta.xml); the top bit is set in every record of a log that can be read. */
const KEYWORDS: Readonly<Record<string, string>> = {
  'audit success': '0x8020000000000000',
  'audit failure': '0x8010000000000000',
  classic: '0x80000000000000',
};
export const keywords: Spelling = (text) => KEYWORDS[text.toLowerCase()] ?? text;

const BRACE = 0x7b;
const GUID = /^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/;
const NINE_DIGITS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/;

/**
 * A value as the EVTX reader gives it, from what Windows and its tools print: a GUID in braces in upper case, and a time of nine digits with seven,
 * because a FILETIME has no more.
 */
export function nativeText(text: string): string {
  if (text.length === 38) return text.charCodeAt(0) === BRACE && GUID.test(text) ? text.toUpperCase() : text;
  return text.length === 30 && NINE_DIGITS.test(text) ? `${text.slice(0, 27)}Z` : text;
}

/** Logs that a subscription may name in its own case. */
const LOGS: ReadonlyMap<string, string> = new Map(
  ['Security', 'System', 'Application', 'Setup', 'Windows PowerShell'].map((log) => [log.toLowerCase(), log]),
);

/** A log's name as Windows spells it. */
export function channelName(text: string): string {
  return LOGS.get(text.toLowerCase()) ?? text;
}

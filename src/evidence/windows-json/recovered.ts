import type { FieldValue } from '../reader.ts';
import { powerShellTexts } from './powershell-message.ts';
import type { Placed } from './shape.ts';

/** The names under which 1102 says who cleared the log, in the order in which its message has them. */
const CLEARED_BY = ['SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId'] as const;

/** Records of the filtering platform, whose payload names the process `ProcessID`. */
const FILTERING = /^515\d$/;

const NONE: readonly FieldValue[] = [];

/** Names that `recovered` may know something of. */
export const RECOVERED: readonly string[] = ['AccountName', 'EventType', 'Data', 'ProcessID', ...CLEARED_BY];

/**
 * What tools that flatten an event leave out of it, from its message or from where they moved it. Messages are in the language of the host: what is taken from
 * them is known by its place in the text, and only where the text has the form that Windows gives it.
 */
export function recovered(name: string, event: Placed): readonly FieldValue[] {
  switch (name) {
    case 'AccountName':
      return event.system('EventID') === '7045' ? lastValue(event.message) : NONE;
    case 'EventType':
      return event.system('Provider_Name') === 'Microsoft-Windows-Sysmon' ? lineOf(event.message, 'EventType: ') : NONE;
    case 'Data':
      // Records without a manifest have values without names; their message is made of them.
      return event.system('ProviderGuid') === undefined ? unnamed(event) : NONE;
    case 'ProcessID':
      return FILTERING.test(event.system('EventID') ?? '') ? value(event.line.get('ProcessId', event.root)) : NONE;
    default: {
      const place = (CLEARED_BY as readonly string[]).indexOf(name);
      return place >= 0 && event.system('EventID') === '1102' ? clearedBy(event.message, place) : NONE;
    }
  }
}

function value(text: FieldValue | undefined): readonly FieldValue[] {
  return text === undefined ? NONE : [text === '' ? null : text];
}

function unnamed(event: Placed): readonly FieldValue[] {
  const { message } = event;
  if (message === null) return NONE;
  return event.system('Provider_Name') === 'PowerShell' ? powerShellTexts(event.system('EventID') ?? '', message) : [message];
}

/** What follows the last line's label: the account of an installed service. */
function lastValue(message: FieldValue): readonly FieldValue[] {
  const last = message?.slice(message.lastIndexOf('\n') + 1) ?? '';
  const colon = last.indexOf(':');
  return colon < 0 ? NONE : value(last.slice(colon + 1).trim());
}

/** What follows a label that is the same in every language. */
function lineOf(message: FieldValue, label: string): readonly FieldValue[] {
  const at = message?.indexOf(`\n${label}`) ?? -1;
  if (message === null || at < 0) return NONE;
  const end = message.indexOf('\n', at + 1);
  return value(message.slice(at + 1 + label.length, end < 0 ? undefined : end).trim());
}

/** The values of the indented lines. */
function clearedBy(message: FieldValue, place: number): readonly FieldValue[] {
  const lines = (message ?? '').split('\n').filter((line) => line.startsWith('\t'));
  const text = lines.length === CLEARED_BY.length ? /^\t[^\t]*\t+(.*?)\r?$/.exec(lines[place] ?? '')?.[1] : undefined;
  return value(text !== undefined && /^0x[0-9A-F]+$/i.test(text) ? text.toLowerCase() : text);
}

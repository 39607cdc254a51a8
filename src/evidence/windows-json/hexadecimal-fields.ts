import type { Placed } from './shape.ts';
import { bareGuid, hexadecimal } from './turns.ts';

/** Payload fields that Windows' manifests give as hexadecimal numbers, beside logon ids: those of the two providers that facts and rules live on. */
const SECURITY = new Set(
  [
    'ProcessId NewProcessId CallerProcessId HandleId SourceHandleId TargetHandleId',
    'SourceProcessId TargetProcessId Status SubStatus AccessMask TicketOptions TicketEncryptionType OldUacValue NewUacValue ServiceType',
  ].flatMap((line) => line.split(' ')),
);
const SYSMON = new Set(['GrantedAccess']);

/** Records of the filtering platform have their process ids in decimal. */
const FILTERING = /^5(?:03|14|15|44)\d$/;

/** A payload value of a tool that writes every number in decimal and GUIDs without braces. */
export function typedValue(text: string, name: string, number: boolean, event: Placed): string {
  if (!number) return bareGuid(text);
  if (name.endsWith('LogonId')) return hexadecimal(text);
  const provider = event.system('Provider_Name');
  if (provider === 'Microsoft-Windows-Sysmon') return SYSMON.has(name) ? hexadecimal(text) : text;
  if (provider !== 'Microsoft-Windows-Security-Auditing' || !SECURITY.has(name)) return text;
  return name.endsWith('ProcessId') && FILTERING.test(event.system('EventID') ?? '') ? text : hexadecimal(text);
}

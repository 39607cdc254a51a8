import { eventData } from '../event-kind.ts';

const provider = {
  name: 'Microsoft-Windows-PowerShell',
  guid: '{A0C1853B-5C40-4B15-8766-3CF1C58F985A}',
  terminatedStrings: true,
  fragmentHeader: true,
} as const;

export const POWERSHELL = 'Microsoft-Windows-PowerShell/Operational';

function numbers(
  task: number,
  opcode: number,
  level = 4,
): { version: number; level: number; task: number; opcode: number; keywords: bigint } {
  return { version: 1, level, task, opcode, keywords: 0n };
}

const block = {
  MessageNumber: 'Int32',
  MessageTotal: 'Int32',
  ScriptBlockText: 'UnicodeString',
  ScriptBlockId: 'UnicodeString',
  Path: 'UnicodeString',
} as const;

/** A command was run in a pipeline, with what was bound to its parameters. */
export const powershell4103 = eventData(provider, POWERSHELL, 4103, numbers(106, 20), {
  ContextInfo: 'UnicodeString',
  UserData: 'UnicodeString',
  Payload: 'UnicodeString',
});
/** A block of script was compiled; one that looks suspicious to PowerShell is logged as a warning. */
export const powershell4104 = eventData(provider, POWERSHELL, 4104, numbers(2, 15, 5), block);
export const powershell4104warning = eventData(provider, POWERSHELL, 4104, numbers(2, 15, 3), block);
/** The console starts up; it is ready. */
export const powershell40961 = eventData(provider, POWERSHELL, 40961, numbers(4, 1), {});
export const powershell40962 = eventData(provider, POWERSHELL, 40962, numbers(4, 2), {});
/** It listens for other processes. */
export const powershell53504 = eventData(provider, POWERSHELL, 53504, numbers(111, 10), {
  param1: 'UnicodeString',
  param2: 'UnicodeString',
});

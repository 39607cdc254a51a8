import { MILLISECOND, plainMillisecondText, type Moment } from '../moment.ts';
import { qualified } from './account.ts';
import {
  sysmon12,
  sysmon13,
  sysmon14,
  sysmon15,
  sysmon17,
  sysmon18,
  sysmon22,
  sysmon23,
  sysmon26,
  sysmon7,
} from './events/sysmon-object.ts';
import type { Machine, Process } from './machine.ts';
import { programAt, unnamedProgram, type Program } from './program.ts';
import { hashes, identity, sysmonRecord } from './sysmon-record.ts';

/** Sysmon's driver hands a record over a moment later than what it tells. */
const LATER = 2 * MILLISECOND;

/** A process loads a module: Sysmon 7. `signer` is null where nobody signed it. */
export function loadImage(
  machine: Machine,
  at: Moment,
  process: Process,
  path: string,
  signer: string | null = 'Microsoft Windows',
  program: Program = programAt(path),
): void {
  sysmonRecord(machine, sysmon7, at + LATER, {
    ...headOf(process, at),
    ImageLoaded: path,
    FileVersion: program.version,
    Description: program.description,
    Product: program.product,
    Company: program.company,
    OriginalFileName: program.originalName,
    Hashes: hashes(path, program),
    Signed: signer === null ? 'false' : 'true',
    Signature: signer ?? '-',
    SignatureStatus: signer === null ? 'Unavailable' : 'Valid',
    User: qualified(process.session.account),
  });
}

/** A process makes a registry key or value, or removes one: Sysmon 12. Paths begin with HKLM, HKU or HKCR. */
export function changeRegistryKey(
  machine: Machine,
  at: Moment,
  process: Process,
  change: 'CreateKey' | 'DeleteKey' | 'DeleteValue',
  path: string,
): void {
  const values = { ...headOf(process, at), EventType: change, TargetObject: path, User: qualified(process.session.account) };
  sysmonRecord(machine, sysmon12, at + LATER, values);
}

/** A process sets a registry value: Sysmon 13. `details`: the text, `DWORD (0x00000001)` or `Binary Data`. */
export function setRegistryValue(machine: Machine, at: Moment, process: Process, path: string, details: string): void {
  const user = qualified(process.session.account);
  const values = { ...headOf(process, at), EventType: 'SetValue', TargetObject: path, Details: details, User: user };
  sysmonRecord(machine, sysmon13, at + LATER, values);
}

/** A process renames a registry key: Sysmon 14. */
export function renameRegistryKey(machine: Machine, at: Moment, process: Process, path: string, name: string): void {
  const user = qualified(process.session.account);
  const values = { ...headOf(process, at), EventType: 'RenameKey', TargetObject: path, NewName: name, User: user };
  sysmonRecord(machine, sysmon14, at + LATER, values);
}

/** A process writes a named stream of a file: Sysmon 15 (a browser marks what it has downloaded). */
export function createStream(machine: Machine, at: Moment, process: Process, path: string, contents: string): void {
  sysmonRecord(machine, sysmon15, at + LATER, {
    ...headOf(process, at),
    TargetFilename: path,
    CreationUtcTime: plainMillisecondText(at),
    Hash: hashes(path, unnamedProgram),
    Contents: contents,
    User: qualified(process.session.account),
  });
}

/** A process makes a pipe (Sysmon 17) or opens one (Sysmon 18). Names begin with a backslash. */
export function pipe(machine: Machine, at: Moment, process: Process, name: string, what: 'create' | 'connect'): void {
  const kind = what === 'create' ? sysmon17 : sysmon18;
  const event = what === 'create' ? 'CreatePipe' : 'ConnectPipe';
  const values = { ...headOf(process, at), EventType: event, PipeName: name, User: qualified(process.session.account) };
  sysmonRecord(machine, kind, at + LATER, values);
}

/** A process asks for a name: Sysmon 22. No addresses: the name does not exist (9003). */
export function queryName(machine: Machine, at: Moment, process: Process, name: string, addresses: readonly string[]): void {
  const found = addresses.length > 0;
  sysmonRecord(machine, sysmon22, at + 30 * MILLISECOND, {
    ...headOf(process, at),
    QueryName: name,
    QueryStatus: found ? '0' : '9003',
    QueryResults: found ? addresses.map((address) => `::ffff:${address};`).join('') : '-',
    User: qualified(process.session.account),
  });
}

/** A process deletes a file: Sysmon 23 where Sysmon keeps a copy, else 26. */
export function deleteFile(machine: Machine, at: Moment, process: Process, path: string, archived = false): void {
  const values = {
    ...headOf(process, at),
    User: qualified(process.session.account),
    TargetFilename: path,
    Hashes: hashes(path, unnamedProgram),
    IsExecutable: /\.(?:exe|dll|sys)$/i.test(path),
  };
  if (archived) sysmonRecord(machine, sysmon23, at + LATER, { ...values, Archived: 'true' });
  else sysmonRecord(machine, sysmon26, at + LATER, values);
}

function headOf(process: Process, at: Moment): ReturnType<typeof identity> & { RuleName: string; UtcTime: string } {
  return { RuleName: '-', UtcTime: plainMillisecondText(at), ...identity(process) };
}

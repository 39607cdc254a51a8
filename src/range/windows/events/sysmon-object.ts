import { eventData } from '../event-kind.ts';
import { numbers, provider, SYSMON } from './sysmon.ts';

/** What Sysmon 14 sees of files, registry, pipes, names and modules. */
const head = { RuleName: 'UnicodeString', UtcTime: 'UnicodeString', ProcessGuid: 'Guid', ProcessId: 'UInt32' } as const;
const typed = {
  RuleName: 'UnicodeString',
  EventType: 'UnicodeString',
  UtcTime: 'UnicodeString',
  ProcessGuid: 'Guid',
  ProcessId: 'UInt32',
} as const;
const image = { Image: 'UnicodeString' } as const;
const user = { User: 'UnicodeString' } as const;

/** Sysmon started or stopped. */
export const sysmon4 = eventData(provider, SYSMON, 4, numbers(4, 3), {
  UtcTime: 'UnicodeString',
  State: 'UnicodeString',
  Version: 'UnicodeString',
  SchemaVersion: 'UnicodeString',
});
/** A module was loaded. */
export const sysmon7 = eventData(provider, SYSMON, 7, numbers(7, 3), {
  ...head,
  ...image,
  ImageLoaded: 'UnicodeString',
  FileVersion: 'UnicodeString',
  Description: 'UnicodeString',
  Product: 'UnicodeString',
  Company: 'UnicodeString',
  OriginalFileName: 'UnicodeString',
  Hashes: 'UnicodeString',
  Signed: 'UnicodeString',
  Signature: 'UnicodeString',
  SignatureStatus: 'UnicodeString',
  ...user,
});
/** A registry key was made or removed; a value was set; one was renamed. */
export const sysmon12 = eventData(provider, SYSMON, 12, numbers(12, 2), { ...typed, ...image, TargetObject: 'UnicodeString', ...user });
export const sysmon13 = eventData(provider, SYSMON, 13, numbers(13, 2), {
  ...typed,
  ...image,
  TargetObject: 'UnicodeString',
  Details: 'UnicodeString',
  ...user,
});
export const sysmon14 = eventData(provider, SYSMON, 14, numbers(14, 2), {
  ...typed,
  ...image,
  TargetObject: 'UnicodeString',
  NewName: 'UnicodeString',
  ...user,
});
/** A named stream of a file was written. */
export const sysmon15 = eventData(provider, SYSMON, 15, numbers(15, 2), {
  ...head,
  ...image,
  TargetFilename: 'UnicodeString',
  CreationUtcTime: 'UnicodeString',
  Hash: 'UnicodeString',
  Contents: 'UnicodeString',
  ...user,
});
/** Sysmon's configuration was changed. */
export const sysmon16 = eventData(provider, SYSMON, 16, numbers(16, 3), {
  UtcTime: 'UnicodeString',
  Configuration: 'UnicodeString',
  ConfigurationFileHash: 'UnicodeString',
});
/** A pipe was made; it was opened. */
export const sysmon17 = eventData(provider, SYSMON, 17, numbers(17, 1), { ...typed, PipeName: 'UnicodeString', ...image, ...user });
export const sysmon18 = eventData(provider, SYSMON, 18, numbers(18, 1), { ...typed, PipeName: 'UnicodeString', ...image, ...user });
/** A name was asked for. */
export const sysmon22 = eventData(provider, SYSMON, 22, numbers(22, 5), {
  ...head,
  QueryName: 'UnicodeString',
  QueryStatus: 'UnicodeString',
  QueryResults: 'UnicodeString',
  ...image,
  ...user,
});
/** A file was deleted and kept aside; it was deleted. */
export const sysmon23 = eventData(provider, SYSMON, 23, numbers(23, 5), {
  ...head,
  ...user,
  ...image,
  TargetFilename: 'UnicodeString',
  Hashes: 'UnicodeString',
  IsExecutable: 'Boolean',
  Archived: 'UnicodeString',
});
export const sysmon26 = eventData(provider, SYSMON, 26, numbers(26, 5), {
  ...head,
  ...user,
  ...image,
  TargetFilename: 'UnicodeString',
  Hashes: 'UnicodeString',
  IsExecutable: 'Boolean',
});

import { jsonPath, type JsonPath } from '../json/index.ts';
import type { FieldValue } from '../reader.ts';
import { nativeText } from '../windows-xml/index.ts';
import type { Placed } from './shape.ts';
import { hexadecimal, type Turn } from './turns.ts';

interface Renamed {
  readonly paths: readonly JsonPath[];
  readonly turn: Turn;
}

function from(paths: string, turn: Turn = nativeText): Renamed {
  return { paths: paths.split('|').map(jsonPath), turn };
}

const yesWhen =
  (...words: string[]): Turn =>
  (text) =>
    String(words.includes(text.toLowerCase()));

const process = {
  Image: from('process.executable'),
  ProcessId: from('process.pid'),
  ProcessGuid: from('process.entity_id'),
} as const;

const source = { SourceImage: process.Image, SourceProcessId: process.ProcessId, SourceProcessGUID: process.ProcessGuid } as const;

/** Where Winlogbeat's modules for Sysmon move what they take out of the payload, by its name. */
const SYSMON: ReadonlyMap<string, Renamed> = new Map(
  Object.entries({
    ...process,
    ...source,
    SourceProcessGuid: process.ProcessGuid,
    SourceThreadId: from('process.thread.id'),
    CommandLine: from('process.command_line'),
    CurrentDirectory: from('process.working_directory'),
    ParentImage: from('process.parent.executable'),
    ParentProcessId: from('process.parent.pid'),
    ParentProcessGuid: from('process.parent.entity_id'),
    ParentCommandLine: from('process.parent.command_line'),
    OriginalFileName: from('process.pe.original_file_name|file.pe.original_file_name'),
    TargetFilename: from('file.path'),
    ImageLoaded: from('file.path'),
    PipeName: from('file.name'),
    TargetObject: from('registry.path'),
    RuleName: from('rule.name'),
    QueryName: from('dns.question.name'),
    Protocol: from('network.transport'),
    Initiated: from('network.direction', yesWhen('egress', 'outbound')),
    SourceIp: from('source.ip'),
    SourcePort: from('source.port'),
    SourceHostname: from('source.domain'),
    DestinationIp: from('destination.ip'),
    DestinationPort: from('destination.port'),
    DestinationHostname: from('destination.domain'),
  }),
);

/** The same of the module for the Security log. */
const SECURITY: ReadonlyMap<string, Renamed> = new Map(
  Object.entries({
    NewProcessId: from('process.pid', hexadecimal),
    NewProcessName: from('process.executable'),
    ParentProcessName: from('process.parent.executable'),
    ProcessName: from('process.executable'),
    ProcessId: from('process.pid', hexadecimal),
    CommandLine: from('process.command_line'),
    IpAddress: from('source.ip'),
    IpPort: from('source.port'),
    WorkstationName: from('source.domain'),
  }),
);

/** In 4688 `process` is the new process. */
const CREATOR: ReadonlyMap<string, Renamed> = new Map([...SECURITY, ['ProcessId', from('process.parent.pid', hexadecimal)]]);
const ONLY_4688 = new Set(['NewProcessId', 'NewProcessName', 'ParentProcessName']);

const DOMAIN = jsonPath('user.domain');
const USER = jsonPath('user.name');

/** Names that `renamed` may know something of. */
export const RENAMED: readonly string[] = ['User', ...new Set([...SYSMON.keys(), ...SECURITY.keys()])];

const NONE: readonly FieldValue[] = [];

/** A payload field that a module of Winlogbeat moved into the Elastic Common Schema. */
export function renamed(name: string, event: Placed): readonly FieldValue[] {
  const provider = event.system('Provider_Name');
  if (provider === 'Microsoft-Windows-Sysmon') return name === 'User' ? user(event) : textOf(SYSMON.get(name), event);
  if (provider !== 'Microsoft-Windows-Security-Auditing') return NONE;
  const created = event.system('EventID') === '4688';
  if (created) return name === 'ProcessName' ? NONE : textOf(CREATOR.get(name), event);
  return ONLY_4688.has(name) ? NONE : textOf(SECURITY.get(name), event);
}

function textOf(place: Renamed | undefined, { line, root }: Placed): readonly FieldValue[] {
  for (const path of place?.paths ?? []) {
    const node = line.at(root, path);
    const text = node < 0 ? null : line.text(node);
    if (place && text) return [place.turn(text)];
  }
  return NONE;
}

function user({ line, root }: Placed): readonly FieldValue[] {
  const name = line.text(line.at(root, USER));
  const domain = line.text(line.at(root, DOMAIN));
  return name ? [domain ? `${domain}\\${name}` : name] : NONE;
}

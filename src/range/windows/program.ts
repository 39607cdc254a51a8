/** What the version resource of an executable says; Sysmon prints it. */
export interface Program {
  readonly description: string;
  readonly product: string;
  readonly company: string;
  readonly originalName: string;
  readonly version: string;
  /** One build has one set of hashes, whatever it is called; absent where the original name tells builds apart. */
  readonly build?: string;
}

const WINDOWS_VERSION = '10.0.17763.1 (WinBuild.160101.0800)';

function windows(description: string, originalName: string): Program {
  return {
    description,
    product: 'Microsoft® Windows® Operating System',
    company: 'Microsoft Corporation',
    originalName,
    version: WINDOWS_VERSION,
  };
}

/** An executable without a version resource. */
export const unnamedProgram: Program = { description: '-', product: '-', company: '-', originalName: '-', version: '-' };

/** By file name, lower-case. */
const programs: Readonly<Record<string, Program>> = {
  'cmd.exe': windows('Windows Command Processor', 'Cmd.Exe'),
  'conhost.exe': windows('Console Window Host', 'CONHOST.EXE'),
  'whoami.exe': windows('whoami - displays logged on user information', 'whoami.exe'),
  'ipconfig.exe': windows('IP Configuration Utility', 'ipconfig.exe'),
  'net.exe': windows('Net Command', 'net.exe'),
  'nltest.exe': windows('Microsoft® Logon Server Test Utility', 'nltestrk.exe'),
  'tasklist.exe': windows('Lists the current running tasks', 'tasklist.exe'),
  'findstr.exe': windows('Find String (QGREP) Utility', 'FINDSTR.EXE'),
  'netstat.exe': windows('TCP/IP Netstat Command', 'netstat.exe'),
  'systeminfo.exe': windows('Displays system information', 'sysinfo.exe'),
  'svchost.exe': windows('Host Process for Windows Services', 'svchost.exe'),
  'services.exe': windows('Services and Controller app', 'services.exe'),
  'taskhostw.exe': windows('Host Process for Windows Tasks', 'taskhostw.exe'),
  'dllhost.exe': windows('COM Surrogate', 'dllhost.exe'),
  'wmiprvse.exe': windows('WMI Provider Host', 'Wmiprvse.exe'),
  'wermgr.exe': windows('Windows Problem Reporting', 'WerMgr'),
  'sppsvc.exe': windows('Microsoft Software Protection Platform Service', 'sppsvc.exe'),
  'trustedinstaller.exe': windows('Windows Modules Installer', 'TrustedInstaller.exe'),
  'msiexec.exe': windows('Windows® installer', 'msiexec.exe'),
  'robocopy.exe': windows('Microsoft Robocopy', 'robocopy.exe'),
  'userinit.exe': windows('Userinit Logon Application', 'USERINIT.EXE'),
  'explorer.exe': windows('Windows Explorer', 'EXPLORER.EXE'),
  'mmc.exe': windows('Microsoft Management Console', 'mmc.exe'),
  'taskmgr.exe': windows('Task Manager', 'Taskmgr.exe'),
  'rdpclip.exe': windows('RDP Clipboard Monitor', 'rdpclip.exe'),
  'mpcmdrun.exe': windows('Microsoft Malware Protection Command Line Utility', 'MpCmdRun.exe'),
  'sc.exe': windows('Service Control Manager Configuration Tool', 'sc.exe'),
  'powershell.exe': windows('Windows PowerShell', 'PowerShell.EXE'),
  'arp.exe': windows('TCP/IP Arp Command', 'arp.exe'),
  'dnscmd.exe': windows('Microsoft DNS Server Administration Tool', 'dnscmd.exe'),
  'net1.exe': windows('Net Command', 'net1.exe'),
  'nslookup.exe': windows('nslookup', 'nslookup.exe'),
  'ntdsutil.exe': windows('NT5DS', 'ntdsutil.exe'),
  'ping.exe': windows('TCP/IP Ping Command', 'ping.exe'),
  'query.exe': windows('MultiUser Query Utility', 'query.exe'),
  'quser.exe': windows('Query User Utility', 'quser.exe'),
  'reg.exe': windows('Registry Console Tool', 'reg.exe'),
  'route.exe': windows('TCP/IP Route Command', 'route.exe'),
  'rundll32.exe': windows('Windows host process (Rundll32)', 'RUNDLL32.EXE'),
  'schtasks.exe': windows('Task Scheduler Configuration Tool', 'schtasks.exe'),
  'vssadmin.exe': windows('Command Line Interface for Microsoft® Volume Shadow Copy Service', 'VSSADMIN.EXE'),
  'vssvc.exe': windows('Microsoft® Volume Shadow Copy Service', 'VSSVC.EXE'),
  'wevtutil.exe': windows('Eventing Command Line Utility', 'wevtutil.exe'),
  'winrs.exe': windows('winrs', 'winrs.exe'),
  'wmic.exe': windows('WMI Commandline Utility', 'wmic.exe'),
  'w3wp.exe': {
    description: 'IIS Worker Process',
    product: 'Internet Information Services',
    company: 'Microsoft Corporation',
    originalName: 'w3wp.exe',
    version: WINDOWS_VERSION,
  },
  'csc.exe': {
    description: 'Visual C# Command Line Compiler',
    product: 'Microsoft® .NET Framework',
    company: 'Microsoft Corporation',
    originalName: 'csc.exe',
    version: '4.7.3190.0 built by: NET472REL1LAST_C',
  },
};

/** The version resource of the program at a path, by the name of its file. */
export function programAt(image: string): Program {
  const name = image.slice(image.lastIndexOf('\\') + 1).toLowerCase();
  return programs[name] ?? unnamedProgram;
}

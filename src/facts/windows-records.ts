import type { RecordSort } from './fact-kind.ts';

type When = RecordSort['when'];

function windowsRecord(provider: string, channel: string, event: string, when?: When): RecordSort {
  const windows = { event, provider, channel };
  return when ? { source: 'windows', windows, when } : { source: 'windows', windows };
}

/** A record of the Security log. */
export function security(event: string, when?: When): RecordSort {
  return windowsRecord('Microsoft-Windows-Security-Auditing', 'Security', event, when);
}

/** A record of Sysmon. */
export function sysmon(event: string): RecordSort {
  return windowsRecord('Microsoft-Windows-Sysmon', 'Microsoft-Windows-Sysmon/Operational', event);
}

/** A record of the service control manager in the System log. */
export function serviceControl(event: string): RecordSort {
  return windowsRecord('Service Control Manager', 'System', event);
}

/** What the event log service says of a log: in Security that Security was cleared, in System that another one was. */
export function eventLog(event: string, channel: 'Security' | 'System'): RecordSort {
  return windowsRecord('Microsoft-Windows-Eventlog', channel, event);
}

/** What the event log service says of itself in the System log, under the name it has had since Windows NT. */
export function eventLogService(event: string): RecordSort {
  return windowsRecord('EventLog', 'System', event);
}

export function taskScheduler(event: string): RecordSort {
  return windowsRecord('Microsoft-Windows-TaskScheduler', 'Microsoft-Windows-TaskScheduler/Operational', event);
}

/** A terminal session on this host. */
export function terminalSession(event: string): RecordSort {
  const name = 'Microsoft-Windows-TerminalServices-LocalSessionManager';
  return windowsRecord(name, `${name}/Operational`, event);
}

/** A connection to this host's remote desktop. */
export function terminalConnection(event: string): RecordSort {
  const name = 'Microsoft-Windows-TerminalServices-RemoteConnectionManager';
  return windowsRecord(name, `${name}/Operational`, event);
}

export function powerShell(event: string): RecordSort {
  return windowsRecord('Microsoft-Windows-PowerShell', 'Microsoft-Windows-PowerShell/Operational', event);
}

/** PowerShell's own log from before version 5. */
export function classicPowerShell(event: string): RecordSort {
  return windowsRecord('PowerShell', 'Windows PowerShell', event);
}

export function remoteManagement(event: string): RecordSort {
  return windowsRecord('Microsoft-Windows-WinRM', 'Microsoft-Windows-WinRM/Operational', event);
}

export function dnsClient(event: string): RecordSort {
  return windowsRecord('Microsoft-Windows-DNS-Client', 'Microsoft-Windows-DNS-Client/Operational', event);
}

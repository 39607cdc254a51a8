import type { RecordSort } from './fact-kind.ts';

/** A record of the Security log. */
export function security(event: string, when?: RecordSort['when']): RecordSort {
  const windows = { event, provider: 'Microsoft-Windows-Security-Auditing', channel: 'Security' };
  return when ? { source: 'windows', windows, when } : { source: 'windows', windows };
}

/** A record of Sysmon. */
export function sysmon(event: string): RecordSort {
  return { source: 'windows', windows: { event, provider: 'Microsoft-Windows-Sysmon', channel: 'Microsoft-Windows-Sysmon/Operational' } };
}

/** A record of the service control manager in the System log. */
export function serviceControl(event: string): RecordSort {
  return { source: 'windows', windows: { event, provider: 'Service Control Manager', channel: 'System' } };
}

import { expect } from 'vitest';
import { isoFromInstant } from '../../../lib/index.ts';
import type { FilePart, Quarantined, RawEvent } from '../../reader.ts';
import { bytesFile } from '../../text/bytes-file.ts';
import { windowsJson } from '../index.ts';

export interface Seen {
  readonly offset: number;
  readonly size: number;
  readonly id: string | null;
  readonly time: string;
  readonly assumed: boolean;
  readonly fields: Readonly<Record<string, string | null | undefined>>;
}

export function seen(event: RawEvent): Seen {
  const fields = Object.fromEntries([...event.fields()].map(([name]) => [name, event.get(name)]));
  const { offset, size, recordId: id } = event;
  return { offset, size, id, time: isoFromInstant(event.time), assumed: event.zoneAssumed === true, fields };
}

export function read(
  content: string | Uint8Array,
  zone: string | null = null,
  part?: FilePart,
): { events: Seen[]; quarantined: Quarantined[] } {
  const events: Seen[] = [];
  const quarantined: Quarantined[] = [];
  windowsJson.read(
    bytesFile(content, zone),
    { event: (event) => void events.push(seen(event)), quarantine: (item) => void quarantined.push(item) },
    part,
  );
  return { events, quarantined };
}

export const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

export const nxlog = {
  EventTime: '2020-09-21 18:58:39',
  Hostname: 'DC01.corp.example',
  Keywords: '-9214364837600034816',
  EventType: 'AUDIT_SUCCESS',
  EventID: 4624,
  SourceName: 'Microsoft-Windows-Security-Auditing',
  ProviderGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
  RecordNumber: 1893952,
  ExecutionProcessID: 4,
  ThreadID: 5036,
  Channel: 'security',
  Category: 'Logon',
  AccountName: 'SYSTEM',
  TargetUserName: 'alice',
  TargetLogonId: '0x10a7df',
  Message: 'An account was successfully logged on.',
};
export const ecs = {
  '@timestamp': '2024-04-01T00:32:44.118Z',
  event: { code: '4624', created: '2030-01-01T00:00:00Z' },
  host: { name: 'dc01' },
  winlog: {
    channel: 'Security',
    computer_name: 'DC01.corp.example',
    event_id: '4624',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    provider_guid: '{54849625-5478-4994-a5ba-3e3b0328c30d}',
    record_id: 7,
    keywords: ['Audit Failure'],
    event_data: { TargetUserName: 'alice', 'Threat Name': 'worm', Empty: '' },
  },
};

export const only = (value: unknown, zone: string | null = null): Seen => {
  const { events, quarantined } = read(lines(value), zone);
  expect(quarantined).toEqual([]);
  return events[0] ?? expect.fail('no event');
};

import { describe, expect, test } from 'vitest';
import { ecs, lines, nxlog, only, read } from './test-support/reading.ts';

describe('NXLog', () => {
  test('header and payload of the flat object are told apart', () => {
    const { fields } = only(nxlog);
    expect(fields).toEqual({
      Provider_Name: 'Microsoft-Windows-Security-Auditing',
      ProviderGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
      EventID: '4624',
      Level: '0',
      Keywords: '0x8020000000000000',
      TimeCreated: '2020-09-21T18:58:39Z',
      EventRecordID: '1893952',
      ExecutionProcessID: '4',
      ExecutionThreadID: '5036',
      Channel: 'Security',
      Computer: 'DC01.corp.example',
      TargetUserName: 'alice',
      TargetLogonId: '0x10a7df',
      Message: 'An account was successfully logged on.',
      'nxlog.Category': 'Logon',
      'nxlog.AccountName': 'SYSTEM',
    });
  });

  test('names of its own do not pass for payload', () => {
    const [event] = read(lines({ ...nxlog, EventType: 'INFO', ProcessID: 4 })).events;
    expect(['Category', 'AccountName', 'EventType', 'ProcessID', 'Hostname'].filter((name) => name in (event?.fields ?? {}))).toEqual([]);
    expect(only({ ...nxlog, EventType: 'SetValue', ProcessID: '3596' }).fields).toMatchObject({ EventType: 'SetValue', ProcessID: '3596' });
  });

  test('text that was left as XML is unescaped, text that never was is kept', () => {
    const texts = (text: string): unknown => only({ ...nxlog, PipeName: text }).fields.PipeName;
    expect([texts('&lt;Anonymous Pipe&gt; &amp;amp;'), texts('a & b &lt;'), texts('a > b &lt;')]).toEqual([
      '<Anonymous Pipe> &amp;',
      'a & b &lt;',
      'a > b &lt;',
    ]);
  });

  test.each<[string, object, string | null, string, boolean]>([
    ['no zone: UTC is assumed', {}, null, '2020-09-21T18:58:39Z', true],
    ['the zone of the carrier', {}, 'America/New_York', '2020-09-21T22:58:39Z', false],
    ['a zone in the text', { EventTime: '2020-09-21T18:58:39.123456-04:00' }, 'Asia/Tokyo', '2020-09-21T22:58:39.123456Z', false],
    [
      'the offset to a collector behind it',
      { EventReceivedTime: '2020-09-21 18:58:41', '@timestamp': '2020-09-21T22:58:41.722Z' },
      null,
      '2020-09-21T22:58:39Z',
      true,
    ],
    [
      'the same where the way took minutes',
      { EventReceivedTime: '2020-09-21 18:58:41', '@timestamp': '2020-09-21T23:05:41Z' },
      null,
      '2020-09-21T22:58:39Z',
      true,
    ],
    [
      'the same east of UTC, with a clock that is ahead',
      { EventReceivedTime: '2020-09-21 18:58:41', '@timestamp': '2020-09-21T13:28:38.100Z' },
      null,
      '2020-09-21T13:28:39Z',
      true,
    ],
    [
      'an offset of days',
      { EventReceivedTime: '2020-09-21 18:58:41', '@timestamp': '2020-09-25T18:58:41Z' },
      null,
      '2020-09-21T18:58:39Z',
      true,
    ],
  ])('time: %s', (_, more, zone, time, assumed) => {
    expect(only({ ...nxlog, ...more }, zone)).toMatchObject({ time, assumed });
  });

  test('fields that it loses are taken from the message, whatever its language', () => {
    const message = 'Ein Dienst wurde installiert.\r\n\r\nDienstname:  x\r\nDienstkonto:  LocalSystem';
    expect(only({ ...nxlog, EventID: 7045, Message: message }).fields.AccountName).toBe('LocalSystem');
    const cleared = 'Le journal a été effacé.\r\nSujet :\r\n\tID :\tS-1-5-18\r\n\tNom :\tbob\r\n\tDomaine :\tCORP\r\n\tSession :\t0xC61D9';
    expect(only({ ...nxlog, EventID: 1102, Message: cleared }).fields).toMatchObject({ SubjectUserName: 'bob', SubjectLogonId: '0xc61d9' });
    expect(only({ ...nxlog, EventID: 1102, Message: 'short' }).fields).not.toHaveProperty('SubjectUserName');
  });
});

describe('Winlogbeat', () => {
  test('System comes from winlog, the payload from event_data, the rest keeps its names', () => {
    const { fields, time } = only(ecs);
    expect(time).toBe('2024-04-01T00:32:44.118Z');
    expect(fields).toMatchObject({
      ProviderGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
      Keywords: '0x8010000000000000',
      Computer: 'DC01.corp.example',
      EventRecordID: '7',
      TargetUserName: 'alice',
      ThreatName: 'worm',
      Empty: null,
      'winlogbeat-ecs.host.name': 'dc01',
      'winlogbeat-ecs.event.created': '2030-01-01T00:00:00Z',
    });
  });

  test('what its modules move into the common schema is found there', () => {
    const { event_data: _, ...winlog } = ecs.winlog;
    const process = { executable: 'C:\\a.exe', pid: 4556, command_line: 'a', parent: { executable: 'C:\\b.exe', pid: 4652 } };
    const created = only({ ...ecs, process, winlog: { ...winlog, event_id: 4688, event_data: { ProcessId: '0x122c' } } });
    expect(created.fields).toMatchObject({
      NewProcessId: '0x11cc',
      NewProcessName: 'C:\\a.exe',
      ParentProcessName: 'C:\\b.exe',
      ProcessId: '0x122c',
    });
    expect(created.fields).not.toHaveProperty('ProcessName');
    const logon = only({ ...ecs, process, source: { ip: '10.1.2.3', port: 50132, domain: 'WS05' } });
    expect(logon.fields).toMatchObject({
      IpAddress: '10.1.2.3',
      IpPort: '50132',
      WorkstationName: 'WS05',
      ProcessName: 'C:\\a.exe',
      ProcessId: '0x11cc',
    });
    const sysmon = { ...winlog, provider_name: 'Microsoft-Windows-Sysmon', event_id: 3, event_data: {} };
    const connected = only({
      ...ecs,
      process,
      network: { direction: 'egress', transport: 'tcp' },
      user: { name: 'alice', domain: 'CORP' },
      winlog: sysmon,
    });
    expect(connected.fields).toMatchObject({
      Image: 'C:\\a.exe',
      ProcessId: '4556',
      Initiated: 'true',
      Protocol: 'tcp',
      User: 'CORP\\alice',
    });
  });

  test("a search's export of it is unwrapped", () => {
    expect(only({ _index: 'w', _source: ecs }).fields.TargetUserName).toBe('alice');
  });
});

test('Velociraptor writes numbers and seconds; hexadecimal ones are known by their names', () => {
  const system = {
    Provider: { Name: 'Microsoft-Windows-Security-Auditing', Guid: '54849625-5478-4994-A5BA-3E3B0328C30D' },
    EventID: { Value: 4625 },
    TimeCreated: { SystemTime: 1744233485.0778975 },
    EventRecordID: 564617,
    Channel: 'Security',
    Computer: 'WS01',
  };
  const data = { SubjectLogonId: 999, Status: 3221225581, LogonType: 3, LogonGuid: '691FF406-E40B-67F6-2901-000000003A00', ProcessId: 4 };
  const { time, fields } = only({ System: system, EventData: data, Message: 'm' });
  expect(time).toBe('2025-04-09T21:18:05.077897Z');
  expect(fields).toMatchObject({
    ProviderGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    SubjectLogonId: '0x3e7',
    Status: '0xc000006d',
    LogonType: '3',
    LogonGuid: '{691FF406-E40B-67F6-2901-000000003A00}',
    ProcessId: '0x4',
    Message: 'm',
  });
  const row = {
    EventTime: '2025-04-09T21:18:05Z',
    Computer: 'WS01',
    Channel: 'Security',
    EventID: 4625,
    EventRecordID: 5,
    EventData: data,
  };
  expect(only(row)).toMatchObject({ id: '5', time: '2025-04-09T21:18:05Z', fields: { LogonType: '3', Computer: 'WS01' } });
});

test('evtx_dump numbers elements that come again; each keeps its name', () => {
  const system = { EventID: 1, TimeCreated: { '#attributes': { SystemTime: '2024-04-01T00:32:44Z' } }, Channel: 'C' };
  const box = {
    '#attributes': { xmlns: 'urn:x', flag: 'on' },
    Header: 'a',
    Header_1: 'b',
    Other_1: 'c',
    Deep: { '#text': ['d', ''] },
    Empty: null,
  };
  expect(only({ Event: { System: system, UserData: { Box: box } } }).fields).toMatchObject({
    Box_flag: 'on',
    Header: 'a\nb',
    Other_1: 'c',
    Deep: 'd',
    Empty: null,
  });
});

test('Splunk keeps the original as XML or as JSON', () => {
  const xml = `<Event xmlns='x'><System><EventID>4624</EventID><TimeCreated SystemTime='2024-04-01T00:32:44Z'/></System><EventData><Data Name='A'>b</Data></EventData></Event>`;
  expect(only({ result: { _raw: xml, host: 'wec' } })).toMatchObject({ offset: 0, fields: { EventID: '4624', A: 'b' } });
  expect(only({ _raw: ` ${xml}` }).fields.A).toBe('b');
  expect(only({ _raw: JSON.stringify(nxlog) }).fields.TargetUserName).toBe('alice');
  expect(read(lines({ _raw: '<Event><System>' }, { _raw: 'plain' })).quarantined.map(({ code }) => code)).toEqual([
    'XML_DAMAGED',
    'WINDOWS_NOT_EVENT',
  ]);
});

const XMLNS = 'http://schemas.microsoft.com/win/2004/08/events/event';

function xmlEvent(number: number): string {
  return `<Event xmlns='${XMLNS}'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID>4624</EventID><Version>2</Version><Level>0</Level><Task>12544</Task><Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime='2024-03-01T10:00:${String(number % 60).padStart(2, '0')}.1234567Z'/><EventRecordID>${number}</EventRecordID><Correlation/><Execution ProcessID='700' ThreadID='812'/><Channel>Security</Channel><Computer>srv01.carrier.example</Computer><Security/></System><EventData><Data Name='TargetUserName'>user&amp;${number}</Data><Data Name='TargetLogonId'>0x${number.toString(16)}</Data><Data Name='LogonType'>3</Data><Data Name='IpAddress'>10.0.0.5</Data><Data Name='IpPort'>${50_000 + number}</Data></EventData></Event>`;
}

const eventData = (number: number) => ({
  TargetUserName: `user${number}`,
  TargetLogonId: `0x${number.toString(16)}`,
  LogonType: '3',
  IpAddress: '10.0.0.5',
});

function nxlogLine(number: number): string {
  return JSON.stringify({
    EventTime: `2024-03-01 10:00:${String(number % 60).padStart(2, '0')}`,
    Hostname: 'srv01.carrier.example',
    Keywords: -9214364837600034816,
    EventType: 'AUDIT_SUCCESS',
    EventID: 4624,
    SourceName: 'Microsoft-Windows-Security-Auditing',
    ProviderGuid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    Version: 2,
    Task: 12544,
    OpcodeValue: 0,
    RecordNumber: number,
    ProcessID: 700,
    ThreadID: 812,
    Channel: 'Security',
    Message: 'An account was successfully logged on.\r\n\r\nSubject:\r\n\tSecurity ID:\t\tS-1-0-0',
    ...eventData(number),
  });
}

function winlogbeatLine(number: number): string {
  return JSON.stringify({
    '@timestamp': `2024-03-01T10:00:${String(number % 60).padStart(2, '0')}.123Z`,
    winlog: {
      channel: 'Security',
      computer_name: 'srv01.carrier.example',
      event_id: '4624',
      provider_name: 'Microsoft-Windows-Security-Auditing',
      record_id: number,
      event_data: eventData(number),
    },
    event: { code: '4624', kind: 'event' },
  });
}

function dumpedLine(number: number): string {
  return JSON.stringify({
    Event: {
      '#attributes': { xmlns: XMLNS },
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
        EventID: 4624,
        TimeCreated: { '#attributes': { SystemTime: '2024-03-01T10:00:00.1234567Z' } },
        EventRecordID: number,
        Channel: 'Security',
        Computer: 'srv01.carrier.example',
      },
      EventData: eventData(number),
    },
  });
}

function csvlogLine(number: number): string {
  const statement = `"AUDIT: SESSION,${number},1,READ,SELECT,TABLE,cdr.calls,""SELECT a, b FROM cdr.calls\nWHERE n = ${number}"",<none>"`;
  return `2024-02-03 10:00:01.250 UTC,"billing","cdr",1267,"10.0.3.7:51532",65be0f21.4f3,${number},"SELECT",2024-02-03 09:59:45 UTC,5/12,0,LOG,00000,${statement},,,,,,,,,"psql","client backend",,0`;
}

function dhcpLine(number: number): string {
  return `10,03/01/24,10:00:${String(number % 60).padStart(2, '0')},Assign,10.0.0.${number},ws${number}.carrier.example,00155D0A0B${String(number).padStart(2, '0')},,1234567,0,,,,,,,,,0`;
}

const DHCP_HEAD =
  'ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult,Probationtime, CorrelationID,Dhcid,VendorClass(Hex),VendorClass(ASCII),UserClass(Hex),UserClass(ASCII),RelayAgentInformation,DnsRegError.';

const twenty = (line: (number: number) => string, between: string): string =>
  Array.from({ length: 20 }, (_, i) => line(i + 1) + between).join('');

/** A small log of each format that the reader benchmarks do not make. */
export const seedTexts: readonly string[] = [
  twenty(xmlEvent, '\r\n'),
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${twenty(xmlEvent, '')}</Events>`,
  twenty(nxlogLine, '\n'),
  twenty(winlogbeatLine, '\n'),
  twenty(dumpedLine, '\n'),
  twenty(csvlogLine, '\n'),
  `${DHCP_HEAD}\r\n${twenty(dhcpLine, '\r\n')}`,
];

import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { dhcpAudit } from './index.ts';

const LOG = [
  '\t\tMicrosoft DHCP Service Activity Log',
  '',
  'Event ID  Meaning',
  '10\tA new IP address was leased to a client.',
  '',
  'ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult',
  '24,03/01/24,00:00:05,Database Cleanup Begin,,,,,0,6',
  '10,03/01/24,00:10:05,Assign,10.0.2.17,WS07.corp.example,0A0027000017,,3164226423,0',
  '',
].join('\r\n');

test('an audit log of a DHCP server is known by its header, behind its preamble', () => {
  expect(dhcpAudit.recognises(Buffer.from(LOG), LOG.length)).toBe(true);
  expect(dhcpAudit.recognises(Buffer.from('ID,Date,Time\r\n'), 14)).toBe(false);
});

test('its lines are records on the wall clock of the server', () => {
  const seen: unknown[] = [];
  dhcpAudit.read(bytesFile(LOG, 'Europe/Berlin'), {
    event: (event) => seen.push([event.channel, event.time.us, event.zoneAssumed, event.get('IP Address'), event.get('TransactionID')]),
    quarantine: ({ code }) => seen.push(code),
  });
  const time = (minute: number): number => Date.UTC(2024, 1, 29, 23, minute, 5) * 1000;
  expect(seen).toEqual([
    ['dhcp-audit', time(0), false, null, '0'],
    ['dhcp-audit', time(10), false, '10.0.2.17', '3164226423'],
  ]);
});

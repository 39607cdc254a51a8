import { expect, it } from 'vitest';
import { collectorHost } from './collector-host.ts';

it.each([
  ['Collection-WEB01-2024-03-01T10_20_30Z.zip!/uploads/auto/C%3A/Windows/System32/winevt/Logs/Security.evtx', 'WEB01'],
  ['in/Collection-web01_corp_example-2024-03-01T10_20_30Z.zip!/uploads/ntfs/%5C%5C.%5CC%3A/Windows/x.evtx', 'web01.corp.example'],
  ['Collection-web01.corp.example-2024-03-01T10_20_30_123Z/uploads/auto/C%3A/x', 'web01.corp.example'],
  ['Collection-DC-02-2024-03-01T10_20_30+01_00.zip!/uploads/auto/C%3A/x', 'DC-02'],
  ['DC01/C/Windows/System32/winevt/Logs/Security.evtx', 'DC01'],
  ['case/2024-01-02T030405_DC01/C/Windows/x.evtx', 'DC01'],
  ['case/2024-01-02T030405_DC01_Triage/C/Windows/x.evtx', 'DC01'],
  ['2024-01-02T03_04_05_1234567_DC01/E/inetpub/logs/LogFiles/W3SVC1/u.log', 'DC01'],
  ['DC01_2024-01-02/C/Windows/x.evtx', 'DC01'],
  ['DC01.zip!/C/Windows/x.evtx', 'DC01'],
  ['all.7z!/DC01.zip!/C/Windows/x.evtx', 'DC01'],
  ['DC01/uploads/auto/C%3A/Windows/x.evtx', 'DC01'],
])('is known from %s', (path, host) => {
  expect(collectorHost(path)).toBe(host);
});

it.each([
  'x.evtx',
  'C/Windows/System32/winevt/Logs/Security.evtx',
  'evidence/C/Windows/x.evtx',
  'triage.zip!/C/Windows/x.evtx',
  'DC01/C/src/x.evtx',
  'DC01/logs/x.evtx',
  'two words/C/Windows/x.evtx',
  '20240102/C/Windows/x.evtx',
  'Collection-2024-03-01T10_20_30Z.zip!/uploads/x',
  '%zz/C/Windows/x',
  '-dc/C/Windows/x',
])('is not guessed from %s', (path) => {
  expect(collectorHost(path)).toBe(null);
});

import { windowsJson } from '../../src/evidence/windows-json/index.ts';
import { windowsXml } from '../../src/evidence/windows-xml/index.ts';
import * as forms from '../../test/test-support/windows-forms.ts';
import { busyServer } from '../evtx-records.ts';
import type { ReaderCase } from './reader-case.ts';

/** As long as what Windows says of a logon. */
const MESSAGE = `An account was successfully logged on.\r\n\r\n${'Subject:\r\n\tSecurity ID:\t\tS-1-5-18\r\n'.repeat(40)}`;

function log(form: forms.WindowsForm): ReaderCase['pieces'] {
  return function* () {
    let number = 0;
    for (const record of busyServer(Infinity, 90)) yield form({ about: '', record, message: MESSAGE }, ++number);
  };
}

const wanted = ['EventID', 'Provider_Name', 'Channel', 'Computer', 'TargetUserName', 'IpAddress'];

export const cases: readonly ReaderCase[] = [
  { name: 'Windows JSON: NXLog', reader: windowsJson, wanted, pieces: log(forms.nxlog) },
  { name: 'Windows JSON: Winlogbeat', reader: windowsJson, wanted, pieces: log(forms.winlogbeatEcs) },
  { name: 'Windows JSON: evtx_dump', reader: windowsJson, wanted, pieces: log(forms.evtxDump) },
  { name: 'Windows JSON: Velociraptor', reader: windowsJson, wanted, pieces: log(forms.velociraptor) },
  { name: 'Windows JSON: Splunk (XML)', reader: windowsJson, wanted, pieces: log(forms.splunk) },
  { name: 'Windows XML', reader: windowsXml, wanted, pieces: log(forms.xml) },
];

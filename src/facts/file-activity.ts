import { fileActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { auditOutcome } from './audit-outcome.ts';
import {
  account,
  address,
  always,
  guid,
  logonId,
  longText,
  made,
  moment,
  port,
  processId,
  rawName,
  sid,
  text,
  valueIn,
  word,
} from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import { security, sysmon } from './windows-records.ts';
import { zeekFile } from './zeek/index.ts';

/** Access rights of a file (MS-DTYP 2.4.3, MS-SMB2 2.2.13.1), the strongest first. */
const RIGHTS = [
  { activity: 'delete', bits: 0x1_0040 },
  { activity: 'write', bits: 0x6 },
  { activity: 'set_security', bits: 0xc_0000 },
  { activity: 'read', bits: 0x1 },
] as const;

const byRights = made(
  ['AccessMask'],
  'by the strongest right: 0x10000 or 0x40 delete, 0x2 or 0x4 write, 0x40000 or 0x80000 set_security, 0x1 read, else access',
  (event: RawEvent) => {
    const mask = Number(valueIn(event, ['AccessMask']) ?? Number.NaN);
    return RIGHTS.find(({ bits }) => (mask & bits) !== 0)?.activity ?? 'access';
  },
);

const ofFile = { about: 'ObjectType is File', holds: (event: RawEvent) => event.get('ObjectType') === 'File' };

const subject = {
  account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  account_raw: rawName('SubjectUserName', 'SubjectDomainName'),
  account_sid: sid('SubjectUserSid'),
  logon_id: logonId('SubjectLogonId'),
} as const;

const byProcess = { image: text('ProcessName'), process_id: processId('ProcessId') } as const;

const object = {
  ...subject,
  ...byProcess,
  path: text('ObjectName'),
  handle_id: logonId('HandleId'),
  access_mask: word('AccessMask'),
} as const;

const share = {
  ...subject,
  share: text('ShareName'),
  share_path: text('ShareLocalPath'),
} as const;

const fromClient = {
  ...share,
  client_address: address('IpAddress'),
  client_port: port('IpPort'),
  access_mask: word('AccessMask'),
  outcome: auditOutcome('ok', 'denied'),
} as const;

const sysmonProcess = {
  image: text('Image'),
  process_id: processId('ProcessId'),
  process_guid: guid('ProcessGuid'),
  account: account('User', null, null),
  account_raw: rawName('User', null),
} as const;

const sysmonFile = { ...sysmonProcess, path: text('TargetFilename') } as const;
const hashes = word('Hashes', 'Hash');
const pipe = { ...sysmonProcess, path: text('PipeName') } as const;

/** Files, shares and named pipes that were used. */
export const fileActivity = factKindOf(fileActivityTable, [
  { record: sysmon('11'), columns: { ...sysmonFile, activity: always('create'), created: moment('CreationUtcTime') } },
  {
    record: sysmon('15'),
    columns: {
      ...sysmonFile,
      activity: always('create'),
      hashes,
      contents: longText(1024, 'Contents'),
      created: moment('CreationUtcTime'),
    },
  },
  {
    record: sysmon('2'),
    columns: {
      ...sysmonFile,
      activity: always('set_time'),
      created: moment('CreationUtcTime'),
      previous_created: moment('PreviousCreationUtcTime'),
    },
  },
  { record: sysmon('23'), columns: { ...sysmonFile, activity: always('delete'), hashes } },
  { record: sysmon('26'), columns: { ...sysmonFile, activity: always('delete'), hashes } },
  { record: sysmon('27'), columns: { ...sysmonFile, activity: always('create'), hashes, outcome: always('denied') } },
  { record: sysmon('29'), columns: { ...sysmonFile, activity: always('create'), hashes } },
  { record: sysmon('17'), columns: { ...pipe, activity: always('create') } },
  { record: sysmon('18'), columns: { ...pipe, activity: always('open') } },
  { record: security('4656', ofFile), columns: { ...object, activity: always('open'), outcome: auditOutcome('ok', 'denied') } },
  { record: security('4663', ofFile), columns: { ...object, activity: byRights } },
  { record: security('4660'), columns: { ...subject, ...byProcess, activity: always('delete'), handle_id: logonId('HandleId') } },
  {
    record: security('4670', ofFile),
    columns: { ...subject, ...byProcess, activity: always('set_security'), path: text('ObjectName'), handle_id: logonId('HandleId') },
  },
  { record: security('5140'), columns: { ...fromClient, activity: always('mount') } },
  { record: security('5145'), columns: { ...fromClient, activity: byRights, path: text('RelativeTargetName') } },
  { record: security('5142'), columns: { ...share, activity: always('share_added') } },
  { record: security('5144'), columns: { ...share, activity: always('share_removed') } },
  ...zeekFile,
]);

import { processActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, always, guid, logonId, made, processId, rawName, sid, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf, rawAccountOf } from './known-accounts.ts';
import { sidOf } from './names/index.ts';
import { security, serviceControl, sysmon } from './windows-records.ts';

const USER_FIELDS = [
  'TargetUserName',
  'TargetDomainName',
  'TargetUserSid',
  'SubjectUserName',
  'SubjectDomainName',
  'SubjectUserSid',
] as const;

/** From version 2 on 4688 names the new process's account apart when it is not that of its creator. */
function role(event: RawEvent): 'Target' | 'Subject' {
  return valueIn(event, ['TargetUserName']) === null ? 'Subject' : 'Target';
}

function userOf(event: RawEvent) {
  const who = role(event);
  return { user: event.get(`${who}UserName`), domain: event.get(`${who}DomainName`), sid: event.get(`${who}UserSid`) };
}

const sessions = { Target: logonId('TargetLogonId'), Subject: logonId('SubjectLogonId') } as const;

const startedAs = {
  account: made(USER_FIELDS, 'canonical account of Target…, else of Subject…', (event: RawEvent, scope: FactScope) => {
    const { user, domain, sid: id } = userOf(event);
    return accountOf(user, domain, id, scope);
  }),
  account_raw: made(USER_FIELDS.slice(0, 5), 'as spelled', (event: RawEvent, scope: FactScope) => {
    const { user, domain } = userOf(event);
    return rawAccountOf(user, domain, scope);
  }),
  account_sid: made(['TargetUserSid', 'SubjectUserSid'], 'S-1-0-0 is none', (event: RawEvent) => sidOf(userOf(event).sid)),
  logon_id: made(['TargetLogonId', 'SubjectLogonId'], 'lower-case; 0x0 is none', (event: RawEvent, scope: FactScope) =>
    sessions[role(event)].read(event, scope),
  ),
} as const;

/** Who started it, where 4688 names somebody else as the account it runs as. */
const creator = {
  account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  sid: sid('SubjectUserSid'),
  session: logonId('SubjectLogonId'),
} as const;

function ifOther(field: keyof typeof creator) {
  const source = creator[field];
  return made(source.fields, `${source.how}; none when no Target… is named`, (event: RawEvent, scope: FactScope) =>
    role(event) === 'Subject' ? null : source.read(event, scope),
  );
}

/** A process that does something to another one (Sysmon). */
const sysmonSource = {
  image: text('SourceImage'),
  process_id: processId('SourceProcessId'),
  process_guid: guid('SourceProcessGUID', 'SourceProcessGuid'),
  account: account('SourceUser', null, null),
  account_raw: rawName('SourceUser', null),
  target_image: text('TargetImage'),
  target_process_id: processId('TargetProcessId'),
  target_process_guid: guid('TargetProcessGUID', 'TargetProcessGuid'),
  target_account: account('TargetUser', null, null),
} as const;

/** Processes that start, end or open another, and services that are installed. */
export const processActivity = factKindOf(processActivityTable, [
  {
    record: sysmon('1'),
    columns: {
      activity: always('start'),
      image: text('Image'),
      command_line: text('CommandLine'),
      original_file_name: text('OriginalFileName'),
      process_id: processId('ProcessId'),
      process_guid: guid('ProcessGuid'),
      parent_image: text('ParentImage'),
      parent_command_line: text('ParentCommandLine'),
      parent_process_id: processId('ParentProcessId'),
      parent_process_guid: guid('ParentProcessGuid'),
      account: account('User', null, null),
      account_raw: rawName('User', null),
      logon_id: logonId('LogonId'),
      logon_guid: guid('LogonGuid'),
      hashes: word('Hashes', 'Hash'),
      parent_account: account('ParentUser', null, null),
      session: word('TerminalSessionId'),
      integrity: word('IntegrityLevel'),
      current_directory: text('CurrentDirectory'),
    },
  },
  {
    record: sysmon('5'),
    columns: {
      activity: always('end'),
      image: text('Image'),
      process_id: processId('ProcessId'),
      process_guid: guid('ProcessGuid'),
      account: account('User', null, null),
      account_raw: rawName('User', null),
    },
  },
  {
    record: sysmon('10'),
    columns: {
      ...sysmonSource,
      activity: always('access'),
      granted_access: word('GrantedAccess'),
    },
  },
  { record: sysmon('8'), columns: { ...sysmonSource, activity: always('inject'), start_address: word('StartAddress') } },
  {
    record: sysmon('25'),
    columns: {
      activity: always('tamper'),
      image: text('Image'),
      process_id: processId('ProcessId'),
      process_guid: guid('ProcessGuid'),
      account: account('User', null, null),
      account_raw: rawName('User', null),
    },
  },
  {
    record: security('4688'),
    columns: {
      ...startedAs,
      activity: always('start'),
      image: text('NewProcessName'),
      command_line: text('CommandLine'),
      process_id: processId('NewProcessId'),
      parent_image: text('ParentProcessName'),
      parent_process_id: processId('ProcessId'),
      by_account: ifOther('account'),
      by_sid: ifOther('sid'),
      by_logon_id: ifOther('session'),
      integrity: sid('MandatoryLabel'),
      elevation: word('TokenElevationType'),
    },
  },
  {
    record: security('4689'),
    columns: {
      activity: always('end'),
      image: text('ProcessName'),
      process_id: processId('ProcessId'),
      account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
      account_raw: rawName('SubjectUserName', 'SubjectDomainName'),
      account_sid: sid('SubjectUserSid'),
      logon_id: logonId('SubjectLogonId'),
      exit_code: word('Status'),
    },
  },
  {
    record: serviceControl('7045'),
    columns: {
      activity: always('service_installed'),
      image: text('ImagePath'),
      service: text('ServiceName'),
      account: account('AccountName', null, null),
      account_raw: rawName('AccountName', null),
      by_sid: sid('UserID'),
      service_type: word('ServiceType'),
      start_type: word('StartType'),
    },
  },
  {
    record: security('4697'),
    columns: {
      activity: always('service_installed'),
      image: text('ServiceFileName'),
      service: text('ServiceName'),
      account: account('ServiceAccount', null, null),
      account_raw: rawName('ServiceAccount', null),
      logon_id: logonId('SubjectLogonId'),
      by_account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
      by_sid: sid('SubjectUserSid'),
      by_logon_id: logonId('SubjectLogonId'),
      service_type: word('ServiceType'),
      start_type: word('ServiceStartType'),
    },
  },
]);

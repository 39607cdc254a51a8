import { authenticationTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import {
  account,
  address,
  always,
  guid,
  logonId,
  longText,
  made,
  port,
  processId,
  rawName,
  sid,
  smallInteger,
  text,
  valueIn,
  word,
} from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf } from './known-accounts.ts';
import { canonicalAddress, canonicalHost } from './names/index.ts';
import { security, terminalConnection, terminalSession } from './windows-records.ts';
import { zeekAuthentication } from './zeek/index.ts';

const target = {
  account: account('TargetUserName', 'TargetDomainName', 'TargetUserSid'),
  account_raw: rawName('TargetUserName', 'TargetDomainName'),
  account_sid: sid('TargetUserSid'),
  account_domain: word('TargetDomainName'),
} as const;

const subject = {
  subject_account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  subject_sid: sid('SubjectUserSid'),
  subject_logon_id: logonId('SubjectLogonId'),
} as const;

const from = { source_address: address('IpAddress'), source_port: port('IpPort') } as const;

const logon = {
  ...target,
  ...subject,
  ...from,
  logon_type: smallInteger('LogonType'),
  package: word('AuthenticationPackageName'),
  process: text('ProcessName'),
  workstation: text('WorkstationName'),
  process_id: processId('ProcessId'),
  logon_process: word('LogonProcessName'),
  ntlm_version: word('LmPackageName'),
} as const;

/** What a Kerberos request says of its ticket. */
const ticket = {
  ...from,
  package: always('Kerberos'),
  status: word('Status'),
  service: text('ServiceName'),
  ticket_encryption: word('TicketEncryptionType'),
  ticket_options: word('TicketOptions'),
} as const;

/** A controller's answer: the request was granted when Status is 0x0. */
function granted(activity: string) {
  return made(['Status'], `${activity} when Status is 0x0, else logon_failed`, (event: RawEvent) => {
    const status = valueIn(event, ['Status']);
    return status === null || /^0x0+$/i.test(status) ? activity : 'logon_failed';
  });
}

/** 4769 names a service account: that of a machine (`FS01$`) names the server. */
const ticketServer = made(['ServiceName'], 'the machine whose account it is, canonical', (event: RawEvent) => {
  const service = valueIn(event, ['ServiceName']);
  return service?.endsWith('$') ? canonicalHost(service.slice(0, -1)) : null;
});

/** 4648 names the server as typed: a name, `localhost`, or a service's name such as `HTTP/WS06`. */
const spokenServer = made(
  ['TargetServerName'],
  'canonical host; localhost is the host itself',
  (event: RawEvent, { host, masker }: FactScope) => {
    const name = canonicalHost(
      valueIn(event, ['TargetServerName'])
        ?.replace(/^[^/]*\//, '')
        .replace(/[/:].*$/, ''),
    );
    if (name === null) return null;
    return name === 'localhost' ? host : masker.text(name);
  },
);

/** 4771 names the realm only within its service, `krbtgt/CORP`. */
const preauthAccount = made(
  ['TargetUserName', 'ServiceName', 'TargetSid'],
  'canonical account, domain from krbtgt/DOMAIN',
  (event: RawEvent, scope: FactScope) => {
    const domain = /^krbtgt\/(.+)$/i.exec(event.get('ServiceName') ?? '')?.[1];
    return accountOf(event.get('TargetUserName'), domain, event.get('TargetSid'), scope);
  },
);

const elevated = made(['ElevatedToken'], '%%1842 yes, %%1843 no', (event: RawEvent) => {
  const token = valueIn(event, ['ElevatedToken']);
  return token === '%%1842' ? true : token === '%%1843' ? false : null;
});

const REMOTE_INTERACTIVE = 10;
const INTERACTIVE = 2;

/** Terminal sessions name an address, or `LOCAL` (in whatever language) for the console. */
const desktopType = made(['Address'], '10 with an address, else 2', (event: RawEvent) =>
  canonicalAddress(valueIn(event, ['Address'])) === null ? INTERACTIVE : REMOTE_INTERACTIVE,
);

const desktop = {
  account: account('User', null, null),
  account_raw: rawName('User', null),
  session: word('SessionID'),
  source_address: address('Address'),
} as const;

/** A session that is taken up again or left from the console or from afar. */
const windowStation = {
  account: account('AccountName', 'AccountDomain', null),
  account_raw: rawName('AccountName', 'AccountDomain'),
  account_domain: word('AccountDomain'),
  logon_id: logonId('LogonID', 'LogonId'),
  session: word('SessionName'),
  workstation: text('ClientName'),
  source_address: address('ClientAddress'),
} as const;

/** Logons, failed logons, logoffs, and what controllers say of tickets and NTLM. */
export const authentication = factKindOf(authenticationTable, [
  {
    record: security('4624'),
    columns: {
      ...logon,
      activity: always('logon'),
      outbound_account: account('TargetOutboundUserName', 'TargetOutboundDomainName', null),
      logon_id: logonId('TargetLogonId'),
      logon_guid: guid('LogonGuid'),
      linked_logon_id: logonId('TargetLinkedLogonId'),
      elevated,
    },
  },
  {
    record: security('4625'),
    columns: { ...logon, activity: always('logon_failed'), status: word('Status'), sub_status: word('SubStatus') },
  },
  {
    record: security('4634'),
    columns: { ...target, activity: always('logoff'), logon_type: smallInteger('LogonType'), logon_id: logonId('TargetLogonId') },
  },
  { record: security('4647'), columns: { ...target, activity: always('logoff'), logon_id: logonId('TargetLogonId') } },
  {
    record: security('4648'),
    columns: {
      ...subject,
      ...from,
      activity: always('explicit_credentials'),
      account: account('TargetUserName', 'TargetDomainName', null),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_domain: word('TargetDomainName'),
      outbound_account: account('TargetUserName', 'TargetDomainName', null),
      logon_guid: guid('TargetLogonGuid'),
      process: text('ProcessName'),
      process_id: processId('ProcessId'),
      target_server: spokenServer,
    },
  },
  {
    record: security('4672'),
    columns: {
      activity: always('special_privileges'),
      account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
      account_raw: rawName('SubjectUserName', 'SubjectDomainName'),
      account_sid: sid('SubjectUserSid'),
      account_domain: word('SubjectDomainName'),
      logon_id: logonId('SubjectLogonId'),
      elevated: always(true),
      privileges: longText(1024, 'PrivilegeList'),
    },
  },
  {
    record: security('4768'),
    columns: {
      ...ticket,
      activity: granted('ticket'),
      account: account('TargetUserName', 'TargetDomainName', 'TargetSid'),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_sid: sid('TargetSid'),
      account_domain: word('TargetDomainName'),
      logon_guid: guid('LogonGuid'),
    },
  },
  {
    record: security('4769'),
    columns: {
      ...ticket,
      activity: granted('ticket'),
      account: account('TargetUserName', 'TargetDomainName', null),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_domain: word('TargetDomainName'),
      logon_guid: guid('LogonGuid'),
      target_server: ticketServer,
    },
  },
  {
    record: security('4771'),
    columns: {
      ...ticket,
      activity: always('logon_failed'),
      account: preauthAccount,
      account_raw: rawName('TargetUserName', null),
      account_sid: sid('TargetSid'),
    },
  },
  {
    record: security('4776'),
    columns: {
      activity: granted('ntlm'),
      account: account('TargetUserName', null, null),
      account_raw: rawName('TargetUserName', null),
      package: always('NTLM'),
      workstation: text('Workstation'),
      status: word('Status'),
    },
  },
  {
    record: security('4770'),
    columns: {
      ...ticket,
      activity: always('ticket'),
      account: account('TargetUserName', 'TargetDomainName', null),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_domain: word('TargetDomainName'),
      target_server: ticketServer,
    },
  },
  { record: security('4778'), columns: { ...windowStation, activity: always('reconnect') } },
  { record: security('4779'), columns: { ...windowStation, activity: always('disconnect') } },
  { record: terminalSession('21'), columns: { ...desktop, activity: always('logon'), logon_type: desktopType } },
  { record: terminalSession('22'), columns: { ...desktop, activity: always('shell'), logon_type: desktopType } },
  { record: terminalSession('23'), columns: { ...desktop, activity: always('logoff') } },
  { record: terminalSession('24'), columns: { ...desktop, activity: always('disconnect'), logon_type: desktopType } },
  { record: terminalSession('25'), columns: { ...desktop, activity: always('reconnect'), logon_type: desktopType } },
  {
    record: terminalConnection('1149'),
    columns: {
      activity: always('remote_connection'),
      logon_type: always(REMOTE_INTERACTIVE),
      account: account('Param1', 'Param2', null),
      account_raw: rawName('Param1', 'Param2'),
      account_domain: word('Param2'),
      source_address: address('Param3'),
    },
  },
  ...zeekAuthentication,
]);

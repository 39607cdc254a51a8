import { authenticationTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import {
  account,
  address,
  always,
  guid,
  logonId,
  made,
  maskedName,
  port,
  rawName,
  sid,
  smallInteger,
  text,
  valueIn,
  word,
} from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { canonicalAccount, canonicalHost } from './names/index.ts';
import { security } from './windows-records.ts';

const target = {
  account: account('TargetUserName', 'TargetDomainName', 'TargetUserSid'),
  account_raw: rawName('TargetUserName', 'TargetDomainName'),
  account_sid: sid('TargetUserSid'),
  account_domain: word('TargetDomainName'),
} as const;

const subject = {
  subject_account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
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
    const name = canonicalAccount({ user: event.get('TargetUserName'), domain, sid: event.get('TargetSid'), host: scope.host });
    return name === null ? null : maskedName(name, scope);
  },
);

const elevated = made(['ElevatedToken'], '%%1842 yes, %%1843 no', (event: RawEvent) => {
  const token = valueIn(event, ['ElevatedToken']);
  return token === '%%1842' ? true : token === '%%1843' ? false : null;
});

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
      elevated,
    },
  },
  { record: security('4625'), columns: { ...logon, activity: always('logon_failed') } },
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
    },
  },
  {
    record: security('4768'),
    columns: {
      ...from,
      activity: granted('ticket'),
      account: account('TargetUserName', 'TargetDomainName', 'TargetSid'),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_sid: sid('TargetSid'),
      account_domain: word('TargetDomainName'),
      logon_guid: guid('LogonGuid'),
      package: always('Kerberos'),
    },
  },
  {
    record: security('4769'),
    columns: {
      ...from,
      activity: granted('ticket'),
      account: account('TargetUserName', 'TargetDomainName', null),
      account_raw: rawName('TargetUserName', 'TargetDomainName'),
      account_domain: word('TargetDomainName'),
      logon_guid: guid('LogonGuid'),
      package: always('Kerberos'),
      target_server: ticketServer,
    },
  },
  {
    record: security('4771'),
    columns: {
      ...from,
      activity: always('logon_failed'),
      account: preauthAccount,
      account_raw: rawName('TargetUserName', null),
      account_sid: sid('TargetSid'),
      package: always('Kerberos'),
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
    },
  },
]);

import type { authenticationTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { always, hostName, made, maskedName, rawName, text, valueIn, type ColumnSource } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { canonicalAccount, canonicalHost } from '../names/index.ts';
import { atServer, ends, hostAt, name, session, zeek } from './columns.ts';

const ATTEMPT = 'attempt';
/** The controller asks for proof before it gives a ticket: the first half of every logon. */
const PROOF_WANTED = 'KDC_ERR_PREAUTH_REQUIRED';
/** The client of Windows cuts what it sends before a logon to so many characters. */
const COOKIE_CUT = 9;

const common = { ...atServer, ...ends, session } as const;

/** What became of it, where the record says. */
function outcome(field: string, success: string): ColumnSource<string> {
  return made([field], `true ${success}, false logon_failed, else ${ATTEMPT}`, (event: RawEvent) => {
    const value = event.get(field);
    return value === 'true' ? success : value === 'false' ? 'logon_failed' : ATTEMPT;
  });
}

const ticket = made(
  ['success', 'error_msg'],
  `true ticket, false logon_failed, else, and where only proof is asked for, ${ATTEMPT}`,
  (event: RawEvent) => {
    const success = event.get('success');
    if (success === 'true') return 'ticket';
    return success === 'false' && event.get('error_msg') !== PROOF_WANTED ? 'logon_failed' : ATTEMPT;
  },
);

/** `bob/CORP.EXAMPLE`, `host/fs01.corp.example/CORP.EXAMPLE`: the realm stands behind the last slash. */
function principalOf(event: RawEvent): { user: string; domain: string | null } | null {
  const client = valueIn(event, ['client']);
  if (client === null) return null;
  const slash = client.lastIndexOf('/');
  return slash < 0 ? { user: client, domain: null } : { user: client.slice(0, slash), domain: client.slice(slash + 1) };
}

/** An account of the domain, or of the server where no domain stands beside it. */
function accountAt(event: RawEvent, user: string | null, domain: string | null, scope: FactScope): string | null {
  const account = canonicalAccount({ user, domain, host: hostAt('id.resp_h').read(event, scope) });
  return account === null ? null : maskedName(account, scope);
}

const client = {
  account: made(['client'], 'canonical account, domain behind the last /', (event: RawEvent, scope: FactScope) => {
    const principal = principalOf(event);
    return principal === null ? null : accountAt(event, principal.user, principal.domain, scope);
  }),
  account_raw: name('client'),
  account_domain: made(['client'], 'behind the last /', (event: RawEvent, scope: FactScope) => {
    const domain = principalOf(event)?.domain;
    return domain ? maskedName(domain, scope) : null;
  }),
} as const;

/** `cifs/fs01.corp.example`, `LDAP/dc01.corp.example/corp.example`, `fs01$@CORP.EXAMPLE`; `krbtgt/CORP.EXAMPLE` is no server. */
const ticketServer = made(['service'], 'the machine it names, canonical; krbtgt is none', (event: RawEvent, { masker }: FactScope) => {
  const service = valueIn(event, ['service']);
  if (service === null || /^krbtgt\b/i.test(service)) return null;
  const machine = /^([^/@]+)\$(?:@|\/|$)/.exec(service)?.[1] ?? /^[^/]+\/([^/@:]+)/.exec(service)?.[1];
  const server = canonicalHost(machine);
  return server === null ? null : masker.text(server);
});

/** The machine and, where the cookie was not cut, the account that a terminal client names before it logs on. */
const cookie = made(
  ['cookie'],
  `canonical account; none where it may be cut (${COOKIE_CUT} characters)`,
  (event: RawEvent, scope: FactScope) => {
    const value = valueIn(event, ['cookie']);
    return value === null || value.length >= COOKIE_CUT ? null : accountAt(event, value, null, scope);
  },
);

/** Logons as a sensor between client and server sees them; who was asked is the fact's host. */
export const zeekAuthentication: readonly Feed<typeof authenticationTable>[] = [
  {
    record: zeek('kerberos'),
    columns: {
      ...common,
      activity: ticket,
      ...client,
      package: always('Kerberos'),
      status: name('error_msg'),
      service: text('service'),
      ticket_encryption: name('cipher'),
      target_server: ticketServer,
    },
  },
  {
    record: zeek('ntlm'),
    columns: {
      ...common,
      activity: outcome('success', 'logon'),
      account: made(['username', 'domainname'], 'canonical account', (event: RawEvent, scope: FactScope) =>
        accountAt(event, valueIn(event, ['username']), valueIn(event, ['domainname']), scope),
      ),
      account_raw: rawName('username', 'domainname'),
      account_domain: name('domainname'),
      package: always('NTLM'),
      workstation: text('hostname'),
      target_server: hostName('server_dns_computer_name', 'server_nb_computer_name'),
      status: name('status'),
    },
  },
  {
    record: zeek('rdp'),
    columns: {
      ...common,
      activity: always(ATTEMPT),
      logon_type: always(10),
      account: cookie,
      account_raw: rawName('cookie', null),
      workstation: text('client_name'),
      status: name('result'),
    },
  },
  {
    record: zeek('ssh'),
    columns: { ...common, activity: outcome('auth_success', 'logon'), package: always('SSH') },
  },
];

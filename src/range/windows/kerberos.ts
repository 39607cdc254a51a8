import type { Moment } from '../moment.ts';
import type { Account } from './account.ts';
import { event4768, event4768failed, event4769, event4769failed, event4770, event4771 } from './events/kerberos.ts';
import { event4776, event4776failed } from './events/security.ts';
import { NO_GUID } from './logon-record.ts';
import type { Machine } from './machine.ts';

/** The client of a controller. */
export interface Client {
  readonly address: string;
  readonly port: number;
}

/** Kerberos error codes (RFC 4120 7.5.9) that a controller's log shows often. */
export const kerberosErrors = {
  unknownClient: 0x6,
  unknownService: 0x7,
  revoked: 0x12,
  expiredPassword: 0x17,
  wrongPassword: 0x18,
  clockSkew: 0x25,
} as const;

/** Status codes of an NTLM check (MS-ERREF 2.3). */
export const ntlmStatus = {
  passed: 0,
  unknownUser: 0xc000_0064,
  wrongPassword: 0xc000_006a,
  disabled: 0xc000_0072,
  locked: 0xc000_0234,
} as const;

const FORWARDABLE = 0x4081_0000;
const FORWARDABLE_CANONICAL = 0x4081_0010;
/** AES-256 with SHA-1 (RFC 3962). */
const AES256 = 0x12;
/** Where no ticket was made. */
const NO_ENCRYPTION = 0xffff_ffff;
const ENCRYPTED_TIMESTAMP = '2';

/** 4768 at the controller: a ticket-granting ticket, at logon and when the old one has run out. `error`: a code of `kerberosErrors` when it is refused. */
export function kerberosTicket(controller: Machine, at: Moment, account: Account, from: Client, error = 0): void {
  const refused = error !== 0;
  controller.record(refused ? event4768failed : event4768, at, controller.resident('lsass'), {
    TargetUserName: account.name,
    TargetDomainName: account.realm ?? account.domain,
    TargetSid: refused ? 'S-1-0-0' : account.sid,
    ServiceName: refused ? `krbtgt/${account.realm ?? account.domain}` : 'krbtgt',
    ServiceSid: refused ? 'S-1-0-0' : keyDistribution(controller),
    TicketOptions: FORWARDABLE_CANONICAL,
    Status: error,
    TicketEncryptionType: refused ? NO_ENCRYPTION : AES256,
    PreAuthType: refused ? '-' : ENCRYPTED_TIMESTAMP,
    IpAddress: mappedAddress(controller, from),
    IpPort: portText(controller, from),
    CertIssuerName: '',
    CertSerialNumber: '',
    CertThumbprint: '',
  });
}

/**
 * 4769 at the controller: a ticket for a service, which runs under `service` (a machine's account, mostly). `ticket` is the GUID that
 * the 4624 at the destination carries too. `error`: a code of `kerberosErrors` when it is refused.
 */
export function serviceTicket(
  controller: Machine,
  at: Moment,
  account: Account,
  service: Account,
  from: Client,
  ticket: string,
  error = 0,
): void {
  const realm = account.realm ?? account.domain;
  const refused = error !== 0;
  controller.record(refused ? event4769failed : event4769, at, controller.resident('lsass'), {
    TargetUserName: `${account.name}@${realm}`,
    TargetDomainName: realm,
    ServiceName: service.name,
    ServiceSid: refused ? 'S-1-0-0' : service.sid,
    TicketOptions: FORWARDABLE,
    TicketEncryptionType: refused ? NO_ENCRYPTION : AES256,
    IpAddress: mappedAddress(controller, from),
    IpPort: portText(controller, from),
    Status: error,
    LogonGuid: refused ? NO_GUID : ticket,
    TransmittedServices: '-',
  });
}

/** 4770 at the controller: a ticket-granting ticket is renewed. */
export function renewedTicket(controller: Machine, at: Moment, account: Account, from: Client): void {
  const realm = account.realm ?? account.domain;
  controller.record(event4770, at, controller.resident('lsass'), {
    TargetUserName: `${account.name}@${realm}`,
    TargetDomainName: realm,
    ServiceName: 'krbtgt',
    ServiceSid: keyDistribution(controller),
    TicketOptions: 0x1_0002,
    TicketEncryptionType: AES256,
    IpAddress: mappedAddress(controller, from),
    IpPort: portText(controller, from),
  });
}

/** 4771 at the controller: a wrong password (or another code of `kerberosErrors`) before any ticket. */
export function preAuthenticationFailed(
  controller: Machine,
  at: Moment,
  account: Account,
  from: Client,
  error: number = kerberosErrors.wrongPassword,
): void {
  controller.record(event4771, at, controller.resident('lsass'), {
    TargetUserName: account.name,
    TargetSid: account.sid,
    ServiceName: `krbtgt/${account.realm ?? account.domain}`,
    TicketOptions: FORWARDABLE_CANONICAL,
    Status: error,
    PreAuthType: error === kerberosErrors.wrongPassword ? ENCRYPTED_TIMESTAMP : '0',
    IpAddress: mappedAddress(controller, from),
    IpPort: portText(controller, from),
    CertIssuerName: '',
    CertSerialNumber: '',
    CertThumbprint: '',
  });
}

/** 4776 at the controller: it checked the password of one of the domain's accounts for a member that was logged on to by NTLM. */
export function credentialCheck(
  controller: Machine,
  at: Moment,
  account: Account,
  workstation: string,
  status: number = ntlmStatus.passed,
): void {
  controller.record(status === 0 ? event4776 : event4776failed, at, controller.resident('lsass'), {
    PackageName: 'MICROSOFT_AUTHENTICATION_PACKAGE_V1_0',
    TargetUserName: account.name,
    Workstation: workstation,
    Status: status,
  });
}

/** The service listens on IPv6, which shows an IPv4 client as a mapped address; itself it reaches over the loopback. */
function mappedAddress(controller: Machine, from: Client): string {
  return from.address === controller.address ? '::1' : `::ffff:${from.address}`;
}

function portText(controller: Machine, from: Client): string {
  return from.address === controller.address ? '0' : String(from.port);
}

/** The account that tickets are issued under has a fixed relative id. */
function keyDistribution(controller: Machine): string {
  return `${controller.domain.sid}-502`;
}

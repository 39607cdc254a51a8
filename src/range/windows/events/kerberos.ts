import { eventData } from '../event-kind.ts';
import { audited, FAILURE, provider, SUCCESS } from './audit.ts';

const AUTHENTICATION = 14339;
const SERVICE_TICKETS = 14337;

const certificate = { CertIssuerName: 'UnicodeString', CertSerialNumber: 'UnicodeString', CertThumbprint: 'UnicodeString' } as const;

function request(keywords: bigint) {
  return eventData(provider, 'Security', 4768, audited(AUTHENTICATION, 0, keywords), {
    TargetUserName: 'UnicodeString',
    TargetDomainName: 'UnicodeString',
    TargetSid: 'Sid',
    ServiceName: 'UnicodeString',
    ServiceSid: 'Sid',
    TicketOptions: 'HexInt32',
    Status: 'HexInt32',
    TicketEncryptionType: 'HexInt32',
    PreAuthType: 'UnicodeString',
    IpAddress: 'UnicodeString',
    IpPort: 'UnicodeString',
    ...certificate,
  });
}

function serviceRequest(keywords: bigint) {
  return eventData(provider, 'Security', 4769, audited(SERVICE_TICKETS, 0, keywords), {
    TargetUserName: 'UnicodeString',
    TargetDomainName: 'UnicodeString',
    ServiceName: 'UnicodeString',
    ServiceSid: 'Sid',
    TicketOptions: 'HexInt32',
    TicketEncryptionType: 'HexInt32',
    IpAddress: 'UnicodeString',
    IpPort: 'UnicodeString',
    Status: 'HexInt32',
    LogonGuid: 'Guid',
    TransmittedServices: 'UnicodeString',
  });
}

/** A ticket-granting ticket was asked for, and granted or not. */
export const event4768 = request(SUCCESS);
export const event4768failed = request(FAILURE);

/** A service ticket was asked for, and granted or not. */
export const event4769 = serviceRequest(SUCCESS);
export const event4769failed = serviceRequest(FAILURE);

/** A ticket was renewed. */
export const event4770 = eventData(provider, 'Security', 4770, audited(SERVICE_TICKETS), {
  TargetUserName: 'UnicodeString',
  TargetDomainName: 'UnicodeString',
  ServiceName: 'UnicodeString',
  ServiceSid: 'Sid',
  TicketOptions: 'HexInt32',
  TicketEncryptionType: 'HexInt32',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
});

/** A password was wrong, or the account was locked. */
export const event4771 = eventData(provider, 'Security', 4771, audited(AUTHENTICATION, 0, FAILURE), {
  TargetUserName: 'UnicodeString',
  TargetSid: 'Sid',
  ServiceName: 'UnicodeString',
  TicketOptions: 'HexInt32',
  Status: 'HexInt32',
  PreAuthType: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
  ...certificate,
});

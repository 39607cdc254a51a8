import { eventData } from '../event-kind.ts';
import { audited, provider, subject } from './audit.ts';

/** A file or pipe of a share was asked for, with the rights asked for. */
export const event5145 = eventData(provider, 'Security', 5145, audited(12811), {
  ...subject,
  ObjectType: 'UnicodeString',
  IpAddress: 'UnicodeString',
  IpPort: 'UnicodeString',
  ShareName: 'UnicodeString',
  ShareLocalPath: 'UnicodeString',
  RelativeTargetName: 'UnicodeString',
  AccessMask: 'HexInt32',
  AccessList: 'UnicodeString',
  AccessReason: 'UnicodeString',
});

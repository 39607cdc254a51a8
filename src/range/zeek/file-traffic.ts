import type { HostRole } from '../estate/index.ts';
import { DAY, HOUR, MILLISECOND, type Moment } from '../moment.ts';
import { about, drawFuid, drawRoundTrip, type Ends } from './connection.ts';
import { dceRpcLog, smbFilesLog, smbMappingLog } from './log-shapes.ts';
import { carry, halfway, prove, withProof, type Passage } from './passage.ts';

/** Shares of servers, by what they are for; others have an administrators' one, or one for passing things on. */
const SHARES: Readonly<Partial<Record<HostRole, readonly string[]>>> = {
  controller: ['SYSVOL', 'NETLOGON'],
  files: ['groups', 'home$', 'projects', 'public'],
  mediation: ['mediation'],
  billing: ['runs'],
  rollout: ['packages$'],
  backup: ['restore$'],
  application: ['app'],
};
const ANY = ['C$', 'D$', 'transfer'];

/** How often a refresh finds that it has to look. */
const CHANGED = 0.15;

/** A share is opened and worked in. */
export function shareTraffic(passage: Passage): void {
  const { random, target, activity } = passage;
  const received = Math.round(random.between(2_000, 4_000) * 1.02 ** (random.fraction() * 300));
  const ends = carry(passage, { port: 445, service: withProof('smb', passage), sent: random.integer(3_000, 60_000), received });
  prove(passage, ends);
  const names = SHARES[target.role] ?? ANY;
  const usual = names[activity.account % names.length];
  mount(passage, ends, usual !== undefined && random.chance(0.7) ? usual : random.pick(names));
}

/** Policy is fetched: the controller's own share and, when it has changed, the file that says which version it has. */
export function policyTraffic(passage: Passage): void {
  const { random, capture, target } = passage;
  const sizes = { sent: random.integer(3_500, 6_000), received: random.integer(2_500, 9_000) };
  const ends = carry(passage, { port: 445, service: withProof('smb', passage), ...sizes });
  if (!random.chance(CHANGED)) return;
  mount(passage, ends, 'sysvol');
  const at = halfway(passage) + 9 * MILLISECOND;
  const name = `${target.domain.dns}\\Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}\\gpt.ini`;
  const changed = Math.floor((at - 40 * DAY) / DAY) * DAY + 9 * HOUR;
  const share = `\\\\${passage.called}\\sysvol`;
  capture.add(smbFilesLog, at, about(at, ends, null, 'SMB::FILE_OPEN', share, name, 22, null, changed, changed, changed, changed));
}

/** A host's files are copied: what comes back is most of it. */
export function backupTraffic(passage: Passage): void {
  const { random } = passage;
  const received = Math.round(random.between(40e6, 900e6));
  const ends = carry(passage, { port: 445, service: withProof('smb', passage), sent: Math.round(received / 90), received });
  prove(passage, ends);
  mount(passage, ends, random.pick(['C$', 'D$']));
}

/** A wrong password. */
export function failureTraffic(passage: Passage): void {
  const { random } = passage;
  const ends = carry(passage, {
    port: 445,
    service: 'gssapi,ntlm,smb',
    sent: random.integer(900, 1_300),
    received: random.integer(700, 1_100),
    seconds: 0.1,
  });
  prove({ ...passage, shared: { ...passage.shared, package: 'NTLM' } }, ends, false);
}

/** A service installed from afar: the program is copied over the administrators' share, then the service manager is asked. */
export function serviceTraffic(passage: Passage): void {
  const { random, activity, capture } = passage;
  const size = Math.max(40_000, (activity.detail?.sent ?? random.integer(190_000, 2_400_000)) - 9_000);
  const service = withProof('smb', passage).replace('smb', 'smb,dce_rpc');
  const ends = carry(passage, { port: 445, service, sent: size + 9_000, received: random.integer(5_000, 9_000) });
  prove(passage, ends);
  const at = halfway(passage);
  // Below ADMIN$ lies what is Windows' own, below C$ or D$ the rest.
  const image = activity.detail?.image ?? passage.rolledOut;
  const own = image.startsWith('C:\\Windows\\');
  const share = own ? 'ADMIN$' : `${image.slice(0, 1)}$`;
  const name = image.slice(own ? 'C:\\Windows\\'.length : 3);
  mount(passage, ends, share);
  const path = `\\\\${passage.called}\\${share}`;
  const times = [at, at, at, at];
  capture.add(smbFilesLog, at, about(at, ends, drawFuid(random), 'SMB::FILE_OPEN', path, name, 0, null, ...times));
  capture.add(smbFilesLog, at + 1, about(at + 1, ends, drawFuid(random), 'SMB::FILE_WRITE', path, name, size, null, ...times));
  mount(passage, ends, 'IPC$');
  call(passage, ends, at + 40 * MILLISECOND, '\\pipe\\ntsvcs', 'svcctl', [
    'OpenSCManagerW',
    'CreateServiceW',
    'StartServiceW',
    'CloseServiceHandle',
  ]);
}

/** A scheduled task registered from afar. */
export function taskTraffic(passage: Passage): void {
  const { random } = passage;
  const service = withProof('smb', passage).replace('smb', 'smb,dce_rpc');
  const ends = carry(passage, { port: 445, service, sent: random.integer(6_000, 11_000), received: random.integer(4_000, 7_000) });
  prove(passage, ends);
  mount(passage, ends, 'IPC$');
  const calls = ['SchRpcRegisterTask', 'SchRpcRun', 'SchRpcGetInstanceInfo'];
  call(passage, ends, halfway(passage) + 30 * MILLISECOND, '\\pipe\\atsvc', 'ITaskSchedulerService', calls);
}

/** Calls one after the other: dce_rpc.log. */
export function call(
  { capture, random }: Passage,
  ends: Ends,
  from: Moment,
  pipe: string,
  endpoint: string,
  operations: readonly string[],
): void {
  let at = from;
  for (const operation of operations) {
    const rtt = drawRoundTrip(random);
    capture.add(dceRpcLog, at + rtt, about(at, ends, rtt, pipe, endpoint, operation));
    at += rtt + random.integer(1, 9) * MILLISECOND;
  }
}

function mount(passage: Passage, ends: Ends, share: string): void {
  const at = halfway(passage) + 3 * MILLISECOND;
  const pipe = share === 'IPC$';
  const path = `\\\\${passage.called}\\${share}`;
  passage.capture.add(smbMappingLog, at, about(at, ends, path, null, pipe ? null : 'NTFS', pipe ? 'PIPE' : 'DISK'));
}

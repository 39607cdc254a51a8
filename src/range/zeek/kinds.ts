import type { ActivityKind } from '../plan/index.ts';
import { backupTraffic, failureTraffic, policyTraffic, serviceTraffic, shareTraffic, taskTraffic } from './file-traffic.ts';
import type { Passage } from './passage.ts';
import { scanTraffic } from './scan-traffic.ts';
import { databaseTraffic, desktopTraffic, shellTraffic, sshTraffic, webTraffic, wmiTraffic } from './session-traffic.ts';

/** How each kind of activity looks on the wire between its two hosts. What happens at home passes nobody; what comes over the VPN comes from outside. */
export const kindTraffic: Readonly<Record<ActivityKind, ((passage: Passage) => void) | null>> = {
  console: null,
  share: shareTraffic,
  policy: policyTraffic,
  desktop: desktopTraffic,
  shell: shellTraffic,
  wmi: wmiTraffic,
  service: serviceTraffic,
  task: taskTraffic,
  batch: null,
  daemon: null,
  web: webTraffic,
  failure: failureTraffic,
  scan: scanTraffic,
  ssh: sshTraffic,
  vpn: null,
  database: databaseTraffic,
  backup: backupTraffic,
  runas: null,
  reboot: null,
};

/** The service that a ticket is asked for, by what is done with it; null where no ticket is needed. */
export const ticketFor: Readonly<Record<ActivityKind, string | null>> = {
  console: 'host',
  share: 'cifs',
  policy: 'cifs',
  desktop: 'TERMSRV',
  shell: 'HTTP',
  wmi: 'RPCSS',
  service: 'cifs',
  task: 'cifs',
  batch: null,
  daemon: null,
  web: 'HTTP',
  failure: null,
  scan: 'cifs',
  ssh: null,
  vpn: null,
  database: null,
  backup: 'cifs',
  runas: null,
  reboot: null,
};

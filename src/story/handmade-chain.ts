import { DAY, HOUR, HandmadeFacts, MINUTE, SECOND, START } from './handmade.ts';

export const WEB = 'web.dmz.example';
export const FILE = 'file.corp.example';
export const APP = 'app.corp.example';
export const STORE = 'store.corp.example';
export const ADDRESS = { [WEB]: '192.0.2.10', [FILE]: '10.2.0.20', [APP]: '10.2.0.30', [STORE]: '10.3.0.40' } as const;
export const DEPLOY = 'svc_deploy@corp.example';
export const ADMIN = 'adm_kim@corp.example';

/** Four hosts with logs, and the accounts that are logged on to them. */
export function carrier(): HandmadeFacts {
  const facts = new HandmadeFacts();
  for (const host of [WEB, FILE, APP] as const) facts.host(host, ADDRESS[host]);
  facts.host(STORE, ADDRESS[STORE], ['postgresql']);
  facts.localLogon(WEB, START - 90 * DAY, DEPLOY, 5);
  facts.localLogon(FILE, START - 3 * DAY, ADMIN, 10);
  return facts;
}

/** What the carrier's own people and jobs do all the time, on the same routes, with the same accounts, role and store. */
export function background(facts: HandmadeFacts, from = START - 30 * DAY, to = START + 30 * DAY): void {
  const site = facts.process(APP, START - 60 * DAY, 'C:\\app\\java.exe', { parent_image: 'C:\\Windows\\System32\\services.exe' });
  const backup = facts.process(WEB, START - 60 * DAY, 'C:\\backup\\agent.exe', { parent_image: 'C:\\Windows\\System32\\services.exe' });
  for (let day = from, n = 0; day < to; day += DAY, n += 1) {
    facts.socket(WEB, day + 2 * HOUR, ADDRESS[WEB], 50_000 + n, backup);
    facts.remoteLogon(FILE, day + 2 * HOUR + SECOND, 'svc_backup@corp.example', { source_address: ADDRESS[WEB], source_port: 50_000 + n });
    facts.remoteLogon(FILE, day + 9 * HOUR, DEPLOY, { source_address: '10.9.0.5', workstation: 'DEPLOY01' });
    facts.remoteLogon(APP, day + 10 * HOUR, ADMIN, { source_address: '10.9.0.7', workstation: 'WS-KIM', logon_type: 10 });
    facts.socket(APP, day + 11 * HOUR, ADDRESS[APP], 40_000 + n, site);
    facts.storeSession(STORE, day + 11 * HOUR + SECOND, 'cdr_app', ADDRESS[APP], 40_000 + n, day + 12 * HOUR);
  }
}

/**
 * A night's work: web shell on the web server, dump, service on the file server with the deployment account, dump, WMI on the
 * application server with an administrator's, database session with the application's own role.
 */
export function night(facts: HandmadeFacts, at: number, port = 60_000): void {
  const shell = facts.process(WEB, at, 'C:\\Windows\\System32\\cmd.exe', { parent_image: 'C:\\inetsrv\\w3wp.exe' });
  facts.terminal(WEB, at, 'web server starts a shell', 'persistence', 'T1505.003', shell);
  facts.dump(facts.child(shell, at + 10 * MINUTE, 'C:\\Windows\\Temp\\d.exe'), at + 10 * MINUTE);

  facts.socket(WEB, at + HOUR, ADDRESS[WEB], port);
  facts.remoteLogon(FILE, at + HOUR + SECOND, DEPLOY, { source_address: ADDRESS[WEB], source_port: port });
  const install = facts.service(FILE, at + HOUR + 3 * SECOND, '%SystemRoot%\\kqzx.exe');
  facts.terminal(FILE, at + HOUR + 3 * SECOND, 'service with a random name', 'execution', 'T1569.002', install);
  const service = facts.process(FILE, at + HOUR + 4 * SECOND, 'C:\\Windows\\kqzx.exe', {
    parent_image: 'C:\\Windows\\System32\\services.exe',
  });
  facts.dump(facts.child(service, at + HOUR + 5 * MINUTE, 'C:\\Windows\\Temp\\d.exe'), at + HOUR + 5 * MINUTE);

  facts.socket(FILE, at + 2 * HOUR, ADDRESS[FILE], port + 1);
  const logon = facts.remoteLogon(APP, at + 2 * HOUR + SECOND, ADMIN, { source_address: ADDRESS[FILE], source_port: port + 1 });
  const remote = facts.process(APP, at + 2 * HOUR + 2 * SECOND, 'C:\\Windows\\System32\\cmd.exe', {
    parent_image: 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe',
    account: ADMIN,
    logon_id: logon.logon_id,
  });
  const client = facts.child(remote, at + 2 * HOUR + 10 * MINUTE, 'C:\\Windows\\Temp\\psql.exe');
  facts.socket(APP, at + 2 * HOUR + 10 * MINUTE, ADDRESS[APP], port + 2, client);
  facts.storeSession(STORE, at + 2 * HOUR + 10 * MINUTE + SECOND, 'cdr_app', ADDRESS[APP], port + 2, at + 2 * HOUR + 40 * MINUTE);
}

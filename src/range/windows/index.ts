export { domainAccount, localAccount, type Account, type Domain } from './account.ts';
export { createFile, endProcess, openProcess, openProcessRecordedAt, runProcess, startProcess } from './activity.ts';
export { explicitCredentials, failedLogon, interactiveLogon, logoff, networkLogon, remoteInteractiveLogon, storedLogon } from './logon.ts';
export { Machine, type Process, type Session } from './machine.ts';
export type { Program } from './program.ts';
export { installService, openShare, serviceStartType, serviceState, startService } from './service.ts';
export { accept, connect } from './socket.ts';
export { event6013 } from './system-events.ts';

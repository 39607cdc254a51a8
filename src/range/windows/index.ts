export { domainAccount, localAccount, localSystem, type Account, type Domain } from './account.ts';
export {
  administrators,
  changeAudit,
  changeMembership,
  changePassword,
  createAccount,
  deleteAccount,
  disableAccount,
  enableAccount,
  lockOut,
  remoteDesktopUsers,
  renewMachinePassword,
  setPassword,
  unlockAccount,
  type Group,
} from './account-change.ts';
export { createFile, endProcess, openProcess, openProcessRecordedAt, runProcess, startProcess } from './activity.ts';
export { cleartextLogon, groupMembership, newCredentials } from './credentials.ts';
export { consoleLogon, deskLogoff, desktopLogon, disconnectDesk, lockSession, reconnectDesk, unlockSession, type Desk } from './desk.ts';
export { event6013 } from './events/system.ts';
export {
  credentialCheck,
  kerberosErrors,
  kerberosTicket,
  ntlmStatus,
  preAuthenticationFailed,
  renewedTicket,
  serviceTicket,
} from './kerberos.ts';
export {
  explicitCredentials,
  failedDeskLogon,
  failedLogon,
  interactiveLogon,
  logoff,
  networkLogon,
  remoteInteractiveLogon,
  storedLogon,
  systemLogon,
  type Origin,
} from './logon.ts';
export { Machine, type Process, type ProgramsNoted, type Session } from './machine.ts';
export { changeRegistryKey, createStream, deleteFile, loadImage, pipe, queryName, renameRegistryKey, setRegistryValue } from './object.ts';
export { compileScript, invokeCommand, startConsole } from './powershell.ts';
export type { Program } from './program.ts';
export { installService, serviceStartType, serviceState, startService } from './service.ts';
export { openShare, openShareFile, refuseShare } from './share.ts';
export { accept, connect, type Noted } from './socket.ts';
export { boot, clearLog, clearSecurityLog, configureSysmon, shutDown } from './system-life.ts';
export { deleteTask, endTask, registerTask, startTask, switchTask, updateTask, type RunningTask, type Task } from './task.ts';

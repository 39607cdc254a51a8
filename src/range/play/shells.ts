import type { Process, Session } from '../windows/index.ts';

const shells = new WeakMap<Session, Process>();

/** Remembers what starts programs in a session: its desktop's explorer.exe. */
export function keepShell(session: Session, shell: Process): void {
  shells.set(session, shell);
}

/** The session's shell, once it has one. */
export function keptShell(session: Session): Process | undefined {
  return shells.get(session);
}

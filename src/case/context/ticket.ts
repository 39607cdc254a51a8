import type { Ticket } from './types.ts';

/** Whether a ticket is in force at a time (µs since 1970). */
export function inForce(ticket: Ticket, time: number): boolean {
  return ticket.from <= time && time < ticket.to;
}

/** Whether a ticket names a host (canonical name, or address); it may spell it short, in any case. */
export function namesHost(ticket: Ticket, host: string): boolean {
  const short = host.split('.')[0] ?? host;
  return ticket.hosts.some((named) => {
    const spelled = named.toLowerCase();
    return spelled === host || spelled === `ip:${host}` || host === `ip:${spelled}` || (!spelled.includes('.') && spelled === short);
  });
}

/** Whether a ticket names an account (as facts name it); it may leave out the domain, which then may be any. */
export function namesAccount(ticket: Ticket, account: string): boolean {
  const bare = userOf(account);
  return ticket.accounts.some((named) => {
    const spelled = named.toLowerCase();
    return spelled === account || (!isQualified(spelled) && spelled === bare) || (!isQualified(account) && userOf(spelled) === account);
  });
}

function isQualified(account: string): boolean {
  return /[@\\]/.test(account);
}

function userOf(account: string): string {
  return account.slice(account.lastIndexOf('\\') + 1).split('@')[0] ?? account;
}

import type { Ticket } from '../../case/index.ts';

/**
 * The ticket that covers an account at a time (µs since 1970), or one of the hosts (names or addresses) where it names no account; null when none does. An
 * account may be named with or without its domain, a host too.
 */
export function ticketOf(tickets: readonly Ticket[], account: string | null, time: number, hosts: readonly string[] = []): string | null {
  const current = tickets.filter((ticket) => ticket.from <= time && time < ticket.to);
  return (
    current.find((ticket) => account !== null && namesAccount(ticket, account))?.id ??
    current.find((ticket) => ticket.accounts.length === 0 && hosts.some((host) => namesHost(ticket, host)))?.id ??
    null
  );
}

function namesHost(ticket: Ticket, host: string): boolean {
  const short = host.split('.')[0] ?? host;
  return ticket.hosts.some((named) => {
    const spelled = named.toLowerCase();
    return spelled === host || spelled === `ip:${host}` || host === `ip:${spelled}` || (!spelled.includes('.') && spelled === short);
  });
}

function namesAccount(ticket: Ticket, account: string): boolean {
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

import { inForce, namesAccount, namesHost, type Ticket } from '../../case/index.ts';

/**
 * The ticket that covers an account at a time (µs since 1970), or one of the hosts (names or addresses) where it names no account; null when none does. An
 * account may be named with or without its domain, a host too.
 */
export function ticketOf(tickets: readonly Ticket[], account: string | null, time: number, hosts: readonly string[] = []): string | null {
  const current = tickets.filter((ticket) => inForce(ticket, time));
  return (
    current.find((ticket) => account !== null && namesAccount(ticket, account))?.id ??
    current.find((ticket) => ticket.accounts.length === 0 && hosts.some((host) => namesHost(ticket, host)))?.id ??
    null
  );
}

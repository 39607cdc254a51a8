import type { Ticket } from '../../case/index.ts';

/** The ticket that covers an account at a time (µs since 1970); null when none does. An account may be named with or without its domain. */
export function ticketOf(tickets: readonly Ticket[], account: string | null, time: number): string | null {
  if (account === null) return null;
  const bare = userOf(account);
  return (
    tickets.find(
      (ticket) =>
        ticket.from <= time &&
        time < ticket.to &&
        ticket.accounts.some((named) => {
          const spelled = named.toLowerCase();
          return (
            spelled === account || (!isQualified(spelled) && spelled === bare) || (!isQualified(account) && userOf(spelled) === account)
          );
        }),
    )?.id ?? null
  );
}

function isQualified(account: string): boolean {
  return /[@\\]/.test(account);
}

function userOf(account: string): string {
  return account.slice(account.lastIndexOf('\\') + 1).split('@')[0] ?? account;
}

import { secondText } from '../moment.ts';
import { interceptOrders } from '../warehouse/index.ts';
import type { Ticket, World } from '../world/index.ts';

/** Work that was announced: the carrier's own, orders that intercept officers carry out, and what the course of events brings. By when it begins. */
export function ticketTable(world: World): string {
  const rows = [...world.tickets, ...intercepts(world)].sort((a, b) => a.from - b.from || a.to - b.to || (a.purpose < b.purpose ? -1 : 1));
  const first = world.random.stream('tickets').integer(2_100, 7_400);
  const lines = rows.flatMap((ticket, i) =>
    tasks(ticket).map((task, k, all) => line(world, `CHG-${first + i}${all.length > 1 ? `-${k + 1}` : ''}`, task)),
  );
  return `${['id,from,to,accounts,hosts,purpose', ...lines].join('\n')}\n`;
}

function intercepts(world: World): Ticket[] {
  const hosts = world.estate.byRole('warehouse').map((host) => host.index);
  const { span } = world;
  return interceptOrders(world)
    .filter((order) => order.to > span.from)
    .map(({ name, account, from, to }) => ({ from, to, accounts: [account], hosts, purpose: `Intercept order ${name}` }));
}

/** Hosts that one line names: a cell holds some hundred characters. */
const HOSTS = 10;

/** Work on many hosts is announced in parts. */
function tasks(ticket: Ticket): Ticket[] {
  const parts = Math.max(1, Math.ceil(ticket.hosts.length / HOSTS));
  return Array.from({ length: parts }, (_, part) => ({ ...ticket, hosts: ticket.hosts.slice(part * HOSTS, (part + 1) * HOSTS) }));
}

/** Lists within a cell are separated by semicolons. */
function line({ estate }: World, id: string, { from, to, accounts, hosts, purpose }: Ticket): string {
  const cells = [
    id,
    secondText(from),
    secondText(to),
    accounts.map((one) => estate.accounts[one]?.canonical ?? '').join(';'),
    hosts.map((one) => estate.hosts[one]?.fqdn ?? '').join(';'),
    purpose,
  ];
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

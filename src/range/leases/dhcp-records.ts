import type { Host } from '../estate/index.ts';
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../moment.ts';
import { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import type { DhcpRecord } from './dhcp-line.ts';

/** What a server notes on the leases of the desks it serves, day by day. */
export class DhcpRecords {
  readonly #world: World;
  readonly #clients: readonly Host[];
  readonly #draws: Random;

  constructor(world: World, server: Host) {
    const { estate, knobs } = world;
    this.#world = world;
    this.#clients = estate.hosts.filter((host) => host.dynamic && estate.dhcpServerOf(host.site).index === server.index);
    this.#draws = new Random(`${knobs.seed}/dhcp/${server.fqdn}`);
  }

  /** Lines of a day, counted from the span's first (UTC), in order of true time. */
  day(day: number): DhcpRecord[] {
    const begin = this.#world.span.from + day * DAY;
    const records: DhcpRecord[] = [];
    const random = this.#draws.restart(day, 0xd1);
    for (let at = begin + 4 * SECOND; at < begin + DAY; at += HOUR)
      records.push({ at, event: 24 }, { at: at + SECOND, event: 25 }, { at: at + SECOND, event: 25 });
    for (const host of this.#clients) this.#client(records, random, host, begin);
    return records.sort((a, b) => a.at - b.at);
  }

  #client(records: DhcpRecord[], random: Random, host: Host, begin: Moment): void {
    const { estate, span } = this.#world;
    const leases = estate.leasesOf(host.index);
    const common = { name: host.fqdn, hardware: this.#hardware(host) };
    const transaction = random.word();
    for (const [i, { from, address }] of leases.entries()) {
      if (i === 0 || from < begin || from >= begin + DAY) continue;
      // The address that was its own ends just before, so that another can have it.
      const before = leases[i - 1]?.address ?? address;
      records.push({ at: from - (begin === from ? 0 : 9 * SECOND), event: 17, address: before, ...common });
      const at = from + random.integer(1, 900) * 1_000;
      records.push({ at, event: 10, address, ...common, transaction });
      const reversed = address.split('.').reverse().join('.');
      records.push({ at, event: 30, address: reversed, name: host.fqdn }, { at: at + SECOND, event: 32, address, name: host.fqdn });
    }
    // A desk asks again when it is switched on, and halfway through a lease that has been long enough.
    const person = host.owner === null ? undefined : estate.people[host.owner];
    const first = begin + Math.floor(((person?.begins ?? 8) - (person?.utcOffset ?? 0)) * HOUR) + random.integer(-20, 15) * MINUTE;
    const at = Math.min(begin + DAY - SECOND, Math.max(begin + 20 * SECOND, first)) + random.integer(0, 999_999);
    const weekday = new Date(begin / 1000).getUTCDay();
    const works = weekday > 0 && weekday < 6 && !estate.holidays.has(Math.round((begin - span.from) / DAY));
    if (random.chance(works ? 0.9 : 0.12))
      records.push({ at, event: 11, address: estate.addressOf(host.index, at), ...common, transaction: transaction ^ 1 });
  }

  #hardware(host: Host): string {
    const hex = this.#draws.restart(host.index, 0xac).hex(6).toUpperCase();
    return `0A0027${hex}`;
  }
}

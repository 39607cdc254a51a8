import { spellings } from '../carrier/index.ts';
import type { Host } from '../estate/index.ts';
import { DAY, HOUR, MILLISECOND, SECOND, isWorkday, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import { app, browser, visitorAddress } from './outside.ts';
import type { Request, Visit } from './request.ts';
import { publicName, siteOf, type WebSite } from './site.ts';
import { strangers } from './strangers.ts';

/** Visits a day at an hour's weight, for a carrier's customers. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 11, 10, 9, 9, 10, 12, 13, 13, 12, 10, 7, 4];
const ALL_HOURS = HOURS.reduce((sum, weight) => sum + weight, 0);

const streams = new WeakMap<World, Map<number, Random>>();

/**
 * Everybody from outside who visits a host's site on a day (counted from the span's first), in order of time: equal whoever asks, so that the server's log, its
 * sockets and a sensor in front of it tell of the same visits.
 */
export function visitsOf(world: World, host: Host, day: number): readonly Visit[] {
  const site = siteOf(host);
  if (site === null) return [];
  const random = streamOf(world, host).restart(day);
  const begin = world.span.from + day * DAY;
  const usual = (5 + world.knobs.subscribers * 0.005) * world.knobs.noise * (site.pages.length > 5 ? 1 : 0.5);
  const count = Math.round(usual * random.between(0.8, 1.2) * (isWorkday(begin) ? 1 : 0.7));
  const visits: Visit[] = [];
  for (let i = 0; i < count; i++) visits.push(drawVisit(world, host, site, random, begin + drawHour(random)));
  if (host.zone === 'dmz') visits.push(...strangers(site, random, begin, world.knobs.noise));
  return visits.sort((a, b) => a.at - b.at);
}

function streamOf(world: World, host: Host): Random {
  let known = streams.get(world);
  if (known === undefined) streams.set(world, (known = new Map()));
  let stream = known.get(host.index);
  if (stream === undefined) known.set(host.index, (stream = world.random.stream(`visits/${host.fqdn}`)));
  return stream;
}

function drawHour(random: Random): number {
  let left = random.fraction() * ALL_HOURS;
  let hour = 0;
  while (hour < 23 && left >= (HOURS[hour] ?? 0)) left -= HOURS[hour++] ?? 0;
  return hour * HOUR + Math.floor(random.fraction() * HOUR);
}

/** Pages one after the other, each with its files, with an agent and, after the first, a referer. */
function drawVisit(world: World, host: Host, site: WebSite, random: Random, start: Moment): Visit {
  const byApp = random.chance(site.apps);
  const client = visitorAddress(random);
  const agent = byApp ? app(random) : browser(random);
  const origin = `https://${publicName(host, site)}`;
  const own = site.own.length > 0 && random.chance(byApp ? 0.9 : 0.3);
  const pages = own ? signedIn(world, site, random) : random.sample(site.pages, random.integer(1, 4)).map((path) => get(path));
  const requests: Request[] = [];
  let referer = byApp || random.chance(0.5) ? null : 'https://search.example/';
  let at = start + random.integer(20, 200) * MILLISECOND;
  for (const { method, path, query } of pages) {
    const common = { user: null, client, agent, referer, received: random.integer(300, 1_400) };
    const status = own && method === 'POST' ? 302 : random.chance(0.02) ? 404 : 200;
    requests.push({ ...common, time: at, method, path, query, status, ...size(random, status) });
    if (!byApp) referer = origin + path;
    for (const asset of byApp || status !== 200 ? [] : random.sample(site.assets, random.integer(0, 3))) {
      const fresh = random.chance(0.4) ? 304 : 200;
      const time = at + random.integer(80, 900) * MILLISECOND;
      requests.push({ ...common, referer, time, method: 'GET', path: asset, query: null, status: fresh, ...size(random, fresh) });
    }
    at += random.integer(5, 90) * SECOND;
  }
  requests.sort((a, b) => a.time - b.time);
  return { at: start, client, port: random.integer(1_024, 65_535), requests };
}

function get(path: string): { method: string; path: string; query: string | null } {
  return { method: 'GET', path, query: null };
}

/** A customer's pages: the site puts his number into addresses, in whatever spelling he typed it. */
function signedIn(world: World, site: WebSite, random: Random): readonly { method: string; path: string; query: string | null }[] {
  const { telephony } = world;
  const msisdn = telephony.msisdnOf(random.integer(0, telephony.subscribers - 1));
  const forms = spellings(telephony.plan, msisdn);
  const number = random.pick([encodeURIComponent(forms.plus), forms.zeros, forms.national, forms.digits]);
  const ticket = `sid=${random.guid().slice(1, -1)}&t=${17 + random.integer(0, 2)}${random.digits(11)}`;
  const invoice = `${random.digits(8)}-${random.digits(4)}`;
  const period = `20${random.integer(22, 25)}-${String(random.integer(1, 12)).padStart(2, '0')}`;
  const filled = (text: string): string =>
    text.replace('{number}', number).replace('{ticket}', ticket).replace('{invoice}', invoice).replace('{period}', period);
  return site.own.map(({ method, path, query }) => ({ method, path: filled(path), query: query === null ? null : filled(query) }));
}

function size(random: Random, status: number): { sent: number; taken: number } {
  return { sent: status === 200 ? random.integer(900, 60_000) : random.integer(120, 700), taken: random.integer(3, 700) };
}

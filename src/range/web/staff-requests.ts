import type { Host } from '../estate/index.ts';
import { DAY, MILLISECOND, SECOND } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import { deskBrowser } from './outside.ts';
import type { Request } from './request.ts';
import { publicName, siteOf, type WebSite } from './site.ts';

const OUTLOOK = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.15601; Pro)';

/** What somebody of the staff asks a web server for: refused once without a password, then answered under his name. */
export function staffRequests(world: World, host: Host, activity: Activity, random: Random): Request[] {
  const site = siteOf(host);
  const account = world.estate.accounts[activity.account];
  if (site === null || account === undefined) return [];
  const client = world.estate.addressOf(activity.detail?.via ?? activity.from, activity.at);
  const agent = site.name === 'mail' && random.chance(0.7) ? OUTLOOK : deskBrowser(Math.floor((activity.at - world.span.from) / DAY));
  const referer = agent === OUTLOOK ? null : `https://${publicName(host, site)}/`;
  const user = `${account.domain}\\${account.name}`;
  const requests: Request[] = [];
  const add = (after: number, path: string, status: number, name: string | null): void => {
    const method = path.endsWith('.asmx') || path.endsWith('/emsmdb/') || path.endsWith('.svc') ? 'POST' : 'GET';
    const sent = status === 401 ? random.integer(380, 460) : random.integer(700, 40_000);
    const sizes = { sent, received: random.integer(400, 6_000), taken: random.integer(4, 600) };
    requests.push({ time: activity.at + after, method, path, query: null, user: name, client, agent, referer, status, ...sizes });
  };
  const count = Math.min(12, 1 + Math.floor(activity.seconds / 240));
  add(40 * MILLISECOND, random.pick(site.staff), 401, null);
  let after = 90 * MILLISECOND;
  for (let i = 0; i < count && after < activity.seconds * SECOND + SECOND; i++) {
    add(after, random.pick(site.staff), 200, user);
    after += Math.floor((activity.seconds * SECOND) / count) + random.integer(200, 3_000) * MILLISECOND;
  }
  return requests;
}

/** The load balancer asks for one page all day, from one address and without a referer, but it says who it is. */
export function probeRequests(site: WebSite, random: Random, from: number, to: number, every: number, client: string): Request[] {
  const requests: Request[] = [];
  for (let at = from; at < to; at += every) {
    const common = { user: null, client, agent: 'lb-probe/2.1', referer: null, status: 200, sent: 214, received: 96 };
    const time = at + random.integer(0, 999) * MILLISECOND;
    requests.push({ time, method: 'GET', path: site.health, query: null, ...common, taken: random.integer(0, 15) });
  }
  return requests;
}

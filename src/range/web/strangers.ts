import { DAY, MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { visitorAddress, scannerAddress } from './outside.ts';
import type { Request, Visit } from './request.ts';
import type { WebSite } from './site.ts';

const TRIED = [
  '/robots.txt',
  '/.env',
  '/.git/config',
  '/remote/login',
  '/wp-login.php',
  '/owa/auth/logon.aspx',
  '/autodiscover/autodiscover.json',
  '/actuator/health',
  '/manager/html',
  '/favicon.ico',
  '/cgi-bin/luci',
  '/aspnet_client/',
  '/ecp/default.aspx',
  '/boaform/admin/formLogin',
  '/phpmyadmin/index.php',
];
const SCANNERS = [null, null, 'Mozilla/5.0 zgrab/0.x', 'python-requests/2.28.1', 'Go-http-client/1.1', 'masscan/1.3'] as const;

/** Scanners, some without agent and none with a referer, one path after the other; and clients that fetch or send one thing and say nothing. */
export function strangers(site: WebSite, random: Random, from: Moment, noise: number): Visit[] {
  const visits: Visit[] = [];
  for (let sweeps = Math.round(random.between(0, 2.4) * noise); sweeps > 0; sweeps--) {
    const begin = from + Math.floor(random.fraction() * DAY);
    const [client, agent] = [scannerAddress(random), random.pick(SCANNERS)];
    let at = begin;
    const requests = random.sample(TRIED, random.integer(1, 6)).map((path) => {
      const status = path === '/robots.txt' || path === '/favicon.ico' ? 200 : 404;
      return drawn(random, (at += random.integer(90, 2_500) * MILLISECOND), 'GET', path, client, agent, status);
    });
    visits.push({ at: begin, client, port: random.integer(1_024, 65_535), requests });
  }
  // Applications of customers and partners that post without saying who they are.
  for (let calls = Math.round(random.between(0, 3) * noise); calls > 0; calls--) {
    const at = from + Math.floor(random.fraction() * DAY);
    const client = visitorAddress(random);
    const request = drawn(random, at + 90 * MILLISECOND, random.chance(0.6) ? 'POST' : 'GET', random.pick(site.pages), client, null, 200);
    visits.push({ at, client, port: random.integer(1_024, 65_535), requests: [request] });
  }
  return visits;
}

function drawn(random: Random, time: Moment, method: string, path: string, client: string, agent: string | null, status: number): Request {
  const sent = status === 404 ? 1_245 : random.integer(150, 5_000);
  const sizes = { sent, received: random.integer(60, 900), taken: random.integer(0, 60) };
  return { time, method, path, query: null, user: null, client, agent, referer: null, status, ...sizes };
}

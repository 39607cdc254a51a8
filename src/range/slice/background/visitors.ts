import { HOUR, MILLISECOND, MINUTE, SECOND, isWorkday, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { accept, connect, runProcess } from '../../windows/index.ts';
import { spellings, type Subscriber } from '../../carrier/index.ts';
import { dayAt, type Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.2 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:108.0) Gecko/20100101 Firefox/108.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.2 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Mobile Safari/537.36',
];
const PAGES = [
  '/',
  '/default.aspx',
  '/tariffs.aspx',
  '/roaming.aspx',
  '/coverage.aspx',
  '/support/faq.aspx',
  '/support/contact.aspx',
  '/shop/devices.aspx',
  '/shop/basket.aspx',
  '/selfcare/login.aspx',
];
const ASSETS = ['/css/site.css', '/js/site.js', '/img/logo.png', '/img/hero.jpg', '/favicon.ico'];
const ORIGIN = 'https://www.carrier.example';

/** Customers and passers-by on the carrier's site. */
export function serveVisitors(carrier: Carrier, residents: Residents): void {
  const random = carrier.random.stream('visitors');
  const clients = Array.from({ length: 110 }, () => `${random.pick(['198.51.100', '203.0.113', '192.0.2'])}.${random.integer(1, 199)}`);
  for (let day = 0; day < carrier.days; day++) {
    const own = random.stream(`${day}`);
    const visits = own.integer(16, 30) - (isWorkday(dayAt(carrier, day, 12)) ? 0 : 8);
    for (let i = 0; i < visits; i++) visit(carrier, own, dayAt(carrier, day, own.between(5, 22.5)), own.pick(clients));
    probe(carrier, own, day);
    compile(carrier, residents, own, day);
    callBack(carrier, residents, own, day);
  }
}

/** A visit: pages one after the other, each with its files, with an agent and, after the first, a referer. */
function visit(carrier: Carrier, random: Random, start: Moment, client: string): void {
  const agent = random.pick(AGENTS);
  const subscriber = random.pick(carrier.subscribers);
  let referer: string | null = random.chance(0.5) ? 'https://search.example/' : null;
  let at = start;
  accept(
    carrier.web,
    random,
    at,
    carrier.web.resident('system'),
    { address: client, port: random.integer(1_024, 65_535), name: null },
    443,
  );
  const pages = random.chance(0.3)
    ? selfCare(random, carrier, subscriber)
    : random.sample(PAGES, random.integer(1, 5)).map((path) => ({ method: 'GET', path, query: null as string | null }));
  for (const { method, path, query } of pages) {
    request(carrier, random, at, { method, path, query, client, agent, referer, status: random.chance(0.02) ? 404 : 200 });
    referer = ORIGIN + path;
    for (const asset of random.sample(ASSETS, random.integer(0, 3))) {
      request(carrier, random, at + random.integer(80, 900) * MILLISECOND, {
        method: 'GET',
        path: asset,
        query: null,
        client,
        agent,
        referer,
        status: random.chance(0.4) ? 304 : 200,
      });
    }
    at += random.integer(5, 150) * SECOND;
  }
}

/** A signed-in customer: the site puts his number into addresses, in whatever spelling he typed it. */
function selfCare(random: Random, carrier: Carrier, subscriber: Subscriber): { method: string; path: string; query: string | null }[] {
  const forms = spellings(carrier.plan, subscriber.msisdn);
  const number = random.pick([encodeURIComponent(forms.plus), forms.zeros, forms.national, forms.digits]);
  const ticket = `sid=${random.guid().slice(1, -1)}&t=${17 + random.integer(0, 2)}${random.digits(11)}`;
  return [
    { method: 'GET', path: '/selfcare/login.aspx', query: null },
    { method: 'POST', path: '/selfcare/login.aspx', query: null },
    { method: 'GET', path: '/selfcare/usage.aspx', query: `msisdn=${number}&${ticket}` },
    { method: 'GET', path: '/selfcare/invoice.aspx', query: `no=${random.digits(8)}-${random.digits(4)}&${ticket}` },
  ];
}

interface Wanted {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly client: string;
  readonly agent: string | null;
  readonly referer: string | null;
  readonly status: number;
}

function request(carrier: Carrier, random: Random, at: Moment, wanted: Wanted): void {
  const sent = wanted.status === 200 ? random.integer(900, 60_000) : random.integer(120, 700);
  carrier.site.add({ ...wanted, time: at, user: null, sent, received: random.integer(300, 1_400), taken: random.integer(3, 700) });
}

/** The load balancer asks for one page all day, from one address and without a referer, but it says who it is. */
function probe(carrier: Carrier, random: Random, day: number): void {
  const client = carrier.monitoring.address;
  for (let at = dayAt(carrier, day, 0); at < dayAt(carrier, day, 24); at += 20 * MINUTE) {
    request(carrier, random, at + random.integer(0, 999) * MILLISECOND, {
      method: 'GET',
      path: '/health.aspx',
      query: null,
      client,
      agent: 'lb-probe/2.1',
      referer: null,
      status: 200,
    });
  }
  // Some clients send neither agent nor referer: scanners, and applications that fetch one file.
  const stranger = `192.0.2.${random.integer(200, 219)}`;
  for (const path of random.sample(['/robots.txt', '/.env', '/default.aspx', '/remote/login', '/favicon.ico'], random.integer(0, 3))) {
    request(carrier, random, dayAt(carrier, day, random.between(0, 23)), {
      method: 'GET',
      path,
      query: null,
      client: stranger,
      agent: null,
      referer: null,
      status: path === '/default.aspx' ? 200 : 404,
    });
  }
}

/** ASP.NET compiles pages: a worker process with a compiler as its child is nothing unusual. */
function compile(carrier: Carrier, residents: Residents, random: Random, day: number): void {
  if (!random.chance(0.3)) return;
  const at = dayAt(carrier, day, random.between(6, 20));
  const folder = 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\';
  const line = `"${folder}csc.exe" /t:library /utf8output /noconfig @"C:\\Windows\\Temp\\${random.letters(8).toLowerCase()}.cmdline"`;
  runProcess(carrier.web, random, at, 2 * SECOND, { image: `${folder}csc.exe`, commandLine: line, parent: residents.worker.at(at) });
}

/** The site asks the application server for balances. */
function callBack(carrier: Carrier, residents: Residents, random: Random, day: number): void {
  const { web, application } = carrier;
  for (let i = 0; i < 5; i++) {
    const at = dayAt(carrier, day, 6) + i * 3 * HOUR + random.integer(0, 90) * MINUTE;
    const listener = { machine: application, process: residents.mediation.at(at) };
    connect(web, random, at, residents.worker.at(at), { address: application.address, port: 8443, name: application.fqdn, listener });
  }
}

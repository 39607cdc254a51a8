import type { Host } from '../estate/index.ts';

/** What a web server offers: its public name, pages, files that pages pull in, and where a customer's number stands in addresses. */
export interface WebSite {
  readonly name: string;
  readonly pages: readonly string[];
  readonly assets: readonly string[];
  /** Pages of a signed-in customer; `{number}` stands for his number in a spelling of his own. */
  readonly own: readonly { readonly method: string; readonly path: string; readonly query: string | null }[];
  /** What the load balancer asks for. */
  readonly health: string;
  /** What a client asks for that is signed on with an account of the carrier's: path and whether its password travels. */
  readonly staff: readonly string[];
  /** Share of visits by programs (apps) that send no referer. */
  readonly apps: number;
}

const shop: WebSite = {
  name: 'www',
  pages: [
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
  ],
  assets: ['/css/site.css', '/js/site.js', '/img/logo.png', '/img/hero.jpg', '/favicon.ico'],
  own: [
    { method: 'GET', path: '/selfcare/login.aspx', query: null },
    { method: 'POST', path: '/selfcare/login.aspx', query: null },
    { method: 'GET', path: '/selfcare/usage.aspx', query: 'msisdn={number}&{ticket}' },
    { method: 'GET', path: '/selfcare/invoice.aspx', query: 'no={invoice}&{ticket}' },
  ],
  health: '/health.aspx',
  staff: ['/editor/pages.aspx', '/editor/publish.aspx'],
  apps: 0,
};

const portal: WebSite = {
  name: 'my',
  pages: ['/', '/Account/Login', '/Plans', '/Help', '/Help/Roaming', '/Devices'],
  assets: ['/bundles/jquery', '/bundles/site', '/Content/css', '/Content/images/logo.svg'],
  own: [
    { method: 'GET', path: '/Account/Login', query: null },
    { method: 'POST', path: '/Account/Login', query: 'ReturnUrl=%2FUsage' },
    { method: 'GET', path: '/Usage', query: 'line={number}' },
    { method: 'GET', path: '/Usage/Details', query: 'line={number}&period={period}' },
    { method: 'POST', path: '/Account/LogOff', query: null },
  ],
  health: '/healthz',
  staff: ['/Desk/Search', '/Desk/Customer', '/Desk/Tickets'],
  apps: 0.1,
};

const mail: WebSite = {
  name: 'mail',
  pages: ['/', '/owa/', '/owa/auth/logon.aspx'],
  assets: ['/owa/auth/15.2.1118/themes/resources/logon.css', '/owa/auth/15.2.1118/themes/resources/favicon.ico'],
  own: [],
  health: '/owa/healthcheck.htm',
  staff: ['/EWS/Exchange.asmx', '/mapi/emsmdb/', '/owa/service.svc', '/autodiscover/autodiscover.xml', '/rpc/rpcproxy.dll'],
  apps: 0,
};

const frontend: WebSite = {
  name: 'api',
  pages: ['/api/v2/config', '/api/v2/plans', '/api/v2/news'],
  assets: [],
  own: [
    { method: 'POST', path: '/api/v2/token', query: null },
    { method: 'GET', path: '/api/v2/lines/{number}/balance', query: null },
    { method: 'GET', path: '/api/v2/usage', query: 'msisdn={number}&period={period}' },
  ],
  health: '/status',
  staff: ['/admin/', '/admin/jobs'],
  apps: 1,
};

const sites: Readonly<Record<string, WebSite>> = { web: shop, portal, mail, frontend };

/** The site on a host; null for a host that is no web server. */
export function siteOf(host: Host): WebSite | null {
  return sites[host.role] ?? null;
}

/** The name under which the outside knows it: `www.corp.example`. */
export function publicName(host: Host, site: WebSite): string {
  return `${site.name}.${host.domain.dns}`;
}

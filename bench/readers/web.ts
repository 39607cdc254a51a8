import { accessLog } from '../../src/evidence/access-log/index.ts';
import { exchange } from '../../src/evidence/exchange/index.ts';
import { httperr, iisW3c } from '../../src/evidence/w3c/index.ts';
import { dice, type ReaderCase } from './reader-case.ts';

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17029; Pro)',
  'python-requests/2.31.0',
];
const PAGES = ['/owa/service.svc', '/erp/orders.aspx', '/portal/customer/view', '/images/logo.png', '/api/v2/items', '/ews/exchange.asmx'];

interface Request {
  readonly second: number;
  readonly client: string;
  readonly user: string | null;
  readonly method: string;
  readonly page: string;
  readonly query: string | null;
  readonly agent: string;
  readonly referer: string | null;
  readonly status: number;
  readonly sent: number;
  readonly received: number;
  readonly taken: number;
}

function* requests(seed: number): Generator<Request> {
  const roll = dice(seed);
  for (let i = 0; ; i++) {
    yield {
      second: Math.floor(i / 40),
      client: `10.${roll(4)}.${roll(40)}.${roll(250) + 1}`,
      user: roll(3) === 0 ? `CORP\\user${roll(3000)}` : null,
      method: roll(5) === 0 ? 'POST' : 'GET',
      page: `${PAGES[roll(PAGES.length)] ?? ''}${roll(4) === 0 ? `/${roll(100_000)}` : ''}`,
      query: roll(3) === 0 ? null : `action=view&id=${i}&session=${roll(1 << 30).toString(16)}`,
      agent: AGENTS[roll(AGENTS.length)] ?? '',
      referer: roll(2) === 0 ? null : `https://portal.corp.example/start?page=${roll(500)}`,
      status: roll(20) === 0 ? 404 : 200,
      sent: roll(200_000),
      received: 300 + roll(2000),
      taken: roll(900),
    };
  }
}

const START = Date.UTC(2024, 0, 1);

function moment(second: number): string {
  return new Date(START + second * 1000).toISOString();
}

function* iisLog(): Generator<string> {
  yield '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2024-01-01 00:00:00\r\n';
  yield '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\r\n';
  for (const one of requests(1)) {
    const at = moment(one.second);
    yield `${at.slice(0, 10)} ${at.slice(11, 19)} 10.0.0.5 ${one.method} ${one.page} ${one.query ?? '-'} 443 ${one.user ?? '-'} ${one.client} ${one.agent.replaceAll(' ', '+')} ${one.referer ?? '-'} ${one.status} 0 0 ${one.sent} ${one.received} ${one.taken}\r\n`;
  }
}

function* httperrLog(): Generator<string> {
  yield '#Software: Microsoft HTTP API 2.0\r\n#Version: 1.0\r\n#Date: 2024-01-01 00:00:00\r\n';
  yield '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename\r\n';
  for (const one of requests(2)) {
    const at = moment(one.second);
    yield `${at.slice(0, 10)} ${at.slice(11, 19)} ${one.client} ${40_000 + (one.sent % 20_000)} 10.0.0.5 443 HTTP/1.1 ${one.method} ${one.page}${one.query ? `?${one.query}` : ''} - 503 1 AppOffline DefaultAppPool\r\n`;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function* combinedLog(): Generator<string> {
  for (const one of requests(3)) {
    const at = moment(one.second);
    const time = `${at.slice(8, 10)}/${MONTHS[Number(at.slice(5, 7)) - 1] ?? ''}/${at.slice(0, 4)}:${at.slice(11, 19)} +0000`;
    yield `${one.client} - ${one.user?.slice(5) ?? '-'} [${time}] "${one.method} ${one.page}${one.query ? `?${one.query}` : ''} HTTP/1.1" ${one.status} ${one.sent} "${one.referer ?? '-'}" "${one.agent}"\n`;
  }
}

const EXCHANGE =
  'DateTime,RequestId,Protocol,UrlHost,UrlStem,AuthenticationType,IsAuthenticated,AuthenticatedUser,AnchorMailbox,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,TargetServer,RequestBytes,ResponseBytes,TotalRequestTime,UrlQuery,GenericInfo';

function* exchangeLog(): Generator<string> {
  yield `${EXCHANGE}\r\n#Software: Microsoft Exchange Server\r\n#Version: 15.01.2507.006\r\n#Log-type: HttpProxy Logs\r\n#Date: 2024-01-01T00:00:00.000Z\r\n#Fields: ${EXCHANGE}\r\n`;
  let number = 0;
  for (const one of requests(4)) {
    const id = (number++).toString(16).padStart(12, '0');
    yield `${moment(one.second)},0b5e2f1c-77aa-4d10-9c3e-${id},Owa,mail.corp.example,${one.page},Negotiate,True,${one.user ?? ''},,"${one.agent}",${one.client},EX01,${one.status},${one.status},,${one.method},ex02.corp.example,${one.received},${one.sent},${one.taken},${one.query ?? ''},"a=1;b=""x"""\r\n`;
  }
}

const WANTED = ['cs-method', 'cs-uri-stem', 'cs-uri-query', 'c-ip', 'cs(User-Agent)', 'sc-status'];

export const cases: readonly ReaderCase[] = [
  { name: 'IIS W3C', reader: iisW3c, wanted: WANTED, pieces: iisLog },
  { name: 'HTTPERR', reader: httperr, wanted: ['cs-method', 'cs-uri', 'c-ip', 'c-port', 'sc-status', 's-reason'], pieces: httperrLog },
  { name: 'Apache combined', reader: accessLog, wanted: WANTED, pieces: combinedLog },
  {
    name: 'Exchange HttpProxy',
    reader: exchange,
    wanted: ['Method', 'UrlStem', 'UrlQuery', 'ClientIpAddress', 'UserAgent', 'HttpStatus'],
    pieces: exchangeLog,
  },
];

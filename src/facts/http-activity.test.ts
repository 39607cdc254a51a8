import { expect, test } from 'vitest';
import { httpActivity } from './http-activity.ts';
import { markingScope, rawEvent, scope } from './raw-event.ts';

const REQUEST = {
  's-ip': '10.0.0.5',
  'cs-method': 'POST',
  'cs-uri-stem': '/erp/conn.aspx',
  'cs-uri-query': 'proxy&port=3389',
  's-port': '443',
  'cs-username': 'CORP\\Bob',
  'c-ip': 'fe80::1%4',
  'cs(User-Agent)': 'Mozilla/5.0+(X11)+A',
  'cs(Referer)': 'https://a.example/',
  'sc-status': '200',
  'sc-bytes': '1234',
  'cs-bytes': '77',
  'time-taken': '15',
};

test('a request has all its columns, spaces in the agent restored', () => {
  expect(httpActivity.extract(rawEvent('iis', REQUEST, null, 'iis'), scope)).toMatchObject({
    source: 'iis',
    channel: 'iis',
    event_id: null,
    host_raw: null,
    method: 'POST',
    path: '/erp/conn.aspx',
    query: 'proxy&port=3389',
    status: 200,
    client_address: 'fe80::1',
    server_address: '10.0.0.5',
    server_port: 443,
    user_agent: 'Mozilla/5.0 (X11) A',
    referer: 'https://a.example/',
    account: 'bob@corp',
    bytes_in: 77,
    bytes_out: 1234,
    duration_ms: 15,
  });
});

test('what the log does not say is null, and a request without a path is still one', () => {
  expect(
    httpActivity.extract(
      rawEvent('iis', { 'cs-uri-query': null, 'cs(User-Agent)': null, 'sc-status': 'x', 's-computername': 'WEB01' }),
      scope,
    ),
  ).toMatchObject({
    path: '',
    query: null,
    user_agent: null,
    status: null,
    host_raw: 'WEB01',
  });
});

test('the chain that a proxy reports stands beside the client, whatever the carrier calls its column', () => {
  for (const column of ['X-Forwarded-For', 'cs(X-Forwarded-For)', 'x-forwarded-for', 'X-Real-IP']) {
    const fact = httpActivity.extract(rawEvent('iis', { ...REQUEST, 'c-ip': '10.0.0.1', [column]: '203.0.113.9,+10.0.0.7' }), scope);
    expect(fact).toMatchObject({ client_address: '10.0.0.1', forwarded_for: '203.0.113.9, 10.0.0.7' });
  }
  expect(httpActivity.extract(rawEvent('iis', REQUEST), scope)).toMatchObject({ forwarded_for: null });
});

test('a request in an access log has what the client sent, and seconds as milliseconds', () => {
  const fields = {
    'c-ip': '2001:db8::7',
    'cs-username': 'bob',
    'cs-method': 'GET',
    'cs-uri': '/a?x=1+2',
    'cs-uri-stem': '/a',
    'cs-uri-query': 'x=1+2',
    'cs-host': 'WWW.corp.example',
    's-port': '443',
    'sc-status': '200',
    'sc-bytes': '5',
    'cs(User-Agent)': 'C++ client',
    'X-Forwarded-For': '203.0.113.9',
    'time-taken': '0.125',
  };
  expect(httpActivity.extract(rawEvent('webserver', fields, null, 'access'), scope)).toMatchObject({
    source: 'webserver',
    method: 'GET',
    path: '/a',
    query: 'x=1+2',
    client_address: '2001:db8::7',
    server_name: 'www.corp.example',
    server_port: 443,
    user_agent: 'C++ client',
    account: 'bob',
    bytes_in: null,
    bytes_out: 5,
    forwarded_for: '203.0.113.9',
    duration_ms: 125,
  });
});

test('a request that the HTTP driver refused is one, a connection that it cut is none', () => {
  const ends = { 'c-ip': '203.0.113.9', 'c-port': '50712', 's-ip': '10.0.0.5', 's-port': '443' };
  const refused = { ...ends, 'cs-method': 'GET', 'cs-uri': '/a?b=c', 'sc-status': '503', 's-reason': 'AppOffline' };
  expect(httpActivity.extract(rawEvent('httperr', refused), scope)).toMatchObject({
    path: '/a',
    query: 'b=c',
    status: 503,
    client_address: '203.0.113.9',
    client_port: 50712,
    server_address: '10.0.0.5',
    error: 'AppOffline',
  });
  const cut = { ...ends, 'cs-method': null, 'cs-uri': null, 'sc-status': null, 's-reason': 'Timer_ConnectionIdle' };
  expect(httpActivity.extract(rawEvent('httperr', cut), scope)).toBeNull();
});

test('a request of HttpProxy has its account, the server behind and its answer; other logs of Exchange feed nothing', () => {
  const fields = {
    RequestId: 'b5e2f1c0-77aa-4d10-9c3e-00000000000a',
    UrlHost: 'mail.corp.example',
    UrlStem: '/ecp/y.js',
    UrlQuery: '?a=b',
    AuthenticatedUser: 'CORP\\Bob',
    UserAgent: 'a+b',
    ClientIpAddress: '203.0.113.9',
    HttpStatus: '200',
    BackEndStatus: '241',
    Method: 'POST',
    TargetServer: 'EX02.corp.example',
    RequestBytes: '70',
    ResponseBytes: '800',
    TotalRequestTime: '15',
  };
  expect(httpActivity.extract(rawEvent('exchange', fields, 'EX01', 'HttpProxy Logs'), scope)).toMatchObject({
    host_raw: 'EX01',
    method: 'POST',
    path: '/ecp/y.js',
    query: 'a=b',
    status: 200,
    account: 'bob@corp',
    client_address: '203.0.113.9',
    server_name: 'mail.corp.example',
    user_agent: 'a+b',
    backend: 'ex02.corp.example',
    backend_status: 241,
    bytes_in: 70,
    bytes_out: 800,
    duration_ms: 15,
    session: 'b5e2f1c0-77aa-4d10-9c3e-00000000000a',
  });
  expect(httpActivity.extract(rawEvent('exchange', { 'event-id': 'RECEIVE' }), scope)).toBeNull();
});

test('path, query, agent and referer go through the masker, and a user name that may be a number', () => {
  expect(httpActivity.extract(rawEvent('iis', { ...REQUEST, 'cs-username': '999123456789' }), markingScope)).toMatchObject({
    path: '«/erp/conn.aspx»',
    query: '«proxy&port=3389»',
    user_agent: '«Mozilla/5.0 (X11) A»',
    referer: '«https://a.example/»',
    account: '«999123456789»',
  });
  expect(httpActivity.extract(rawEvent('httperr', { 'cs-uri': '/a?b' }), markingScope)).toMatchObject({ path: '«/a»', query: '«b»' });
  expect(
    httpActivity.extract(rawEvent('exchange', { UrlStem: '/a', UrlQuery: '?b', UserAgent: 'c', ErrorCode: 'd' }), markingScope),
  ).toMatchObject({ path: '«/a»', query: '«b»', user_agent: '«c»', error: '«d»' });
});

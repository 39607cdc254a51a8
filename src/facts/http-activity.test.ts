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

test('path, query, agent and referer go through the masker, and a user name that may be a number', () => {
  expect(httpActivity.extract(rawEvent('iis', { ...REQUEST, 'cs-username': '999123456789' }), markingScope)).toMatchObject({
    path: '«/erp/conn.aspx»',
    query: '«proxy&port=3389»',
    user_agent: '«Mozilla/5.0 (X11) A»',
    referer: '«https://a.example/»',
    account: '«999123456789»',
  });
});

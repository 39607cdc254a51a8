import { expect, test } from 'vitest';
import { compileRules, parseRules } from './index.ts';
import { eventOf } from './test-support/event.ts';

const HTTP = {
  'id.orig_h': '10.0.1.4',
  host: 'www.other.example',
  uri: '/a/b.exe?x=1',
  method: 'GET',
  user_agent: 'curl/8',
  status_code: '200',
  resp_mime_types: ['text/html', 'application/x-dosexec'],
};
const DNS = { query: 'c2.other.example', qtype_name: 'TXT', answers: ['TXT 3 abc', '192.0.2.1'], rejected: 'false', AA: 'true' };
const CONN = { 'id.orig_h': '10.0.1.4', 'id.resp_h': '192.0.2.1', 'id.resp_p': '1433' };

test.each([
  ['a log by its fields', '{ product: zeek, service: http }', "{ uri|contains: '.exe', 'id.orig_h|cidr': 10.0.0.0/8 }", 'http', HTTP],
  ['an element of a set', '{ product: zeek, service: http }', '{ resp_mime_types: application/x-dosexec }', 'http', HTTP],
  ['the product alone', '{ product: zeek }', '{ AA: true }', 'dns', DNS],
  [
    'a proxy',
    '{ category: proxy }',
    "{ c-uri|startswith: '/a/', c-useragent: curl/8, cs-method: GET, cs-host|endswith: .example, sc-status: 200 }",
    'http',
    HTTP,
  ],
  ['a proxy by the whole URI', '{ category: proxy }', '{ c-uri|startswith: www.other.example/a }', 'http', HTTP],
  ['a web server', '{ category: webserver }', "{ cs-uri-query|contains: 'x=1', cs-uri-stem|contains: b.exe }", 'http', HTTP],
  ['a DNS server', '{ category: dns }', '{ query|endswith: .other.example, record_type: TXT, answer|contains: abc }', 'dns', DNS],
  ['a firewall', '{ category: firewall }', '{ dst_port: 1433, dst_ip: 192.0.2.1, src_ip: 10.0.1.4 }', 'conn', CONN],
] as const)('a rule for %s matches', (_, logsource, detection, channel, fields) => {
  const { rules, rejected } = parseRules(`title: r\nlogsource: ${logsource}\ndetection: { sel: ${detection}, condition: sel }`, 'r.yml');
  expect(rejected).toEqual([]);
  const set = compileRules(rules);
  expect(set.unrouted).toEqual([]);
  expect(set.match(eventOf({ source: 'zeek', channel, fields }))).toHaveLength(1);
  expect(set.match(eventOf({ source: 'zeek', channel: 'weird', fields }))).toHaveLength(logsource === '{ product: zeek }' ? 1 : 0);
});

import { expect, test } from 'vitest';
import { compileRules, parseRules } from './index.ts';
import { eventOf } from './test-support/event.ts';

function fires(
  logsource: string,
  detection: string,
  source: string,
  channel: string,
  fields: Readonly<Record<string, string | null>>,
): number {
  const yaml = `title: t\nlogsource:\n    ${logsource}\ndetection:\n    s:\n        ${detection}\n    condition: s\n`;
  const { rules } = parseRules(yaml, 'rule.yml');
  return compileRules(rules).match(eventOf({ source, channel, fields })).length;
}

const SHELL = {
  source: 'webserver',
  channel: 'access',
  fields: {
    'cs-method': 'POST',
    'cs-uri': '/up.jsp?cmd=id',
    'cs-uri-stem': '/up.jsp',
    'cs-uri-query': 'cmd=id',
    'cs(User-Agent)': 'curl/8',
    'c-ip': '203.0.113.9',
    'sc-status': '200',
  },
};
const HTTPERR = {
  source: 'httperr',
  channel: 'httperr',
  fields: { 'cs-method': 'POST', 'cs-uri': '/up.jsp?cmd=id', 'c-ip': '203.0.113.9', 'sc-status': '200' },
};
const PROXY = {
  source: 'exchange',
  channel: 'HttpProxy Logs',
  fields: {
    Method: 'POST',
    UrlStem: '/up.jsp',
    UrlQuery: 'cmd=id',
    UserAgent: 'curl/8',
    ClientIpAddress: '203.0.113.9',
    HttpStatus: '200',
  },
};
const IIS = {
  source: 'iis',
  channel: 'W3SVC1',
  fields: {
    'cs-method': 'POST',
    'cs-uri-stem': '/up.jsp',
    'cs-uri-query': 'cmd=id',
    'cs(User-Agent)': 'curl/8',
    'c-ip': '203.0.113.9',
    'sc-status': '200',
  },
};

test.each([
  ['an access log', SHELL],
  ['HttpProxy of Exchange', PROXY],
  ['IIS', IIS],
  ['HTTPERR', HTTPERR],
])('a rule for web servers sees the request in %s, once', (_, { source, channel, fields }) => {
  for (const detection of [
    'cs-uri-query|contains: "up.jsp?cmd="',
    'cs-uri-query|contains: cmd=id',
    'cs-uri-stem|contains: up.jsp',
    'c-uri|endswith: "?cmd=id"',
    'cs-method: POST',
    'sc-status: 200',
    'c-ip: 203.0.113.9',
  ]) {
    expect([detection, fires('category: webserver', detection, source, channel, fields)]).toEqual([detection, 1]);
  }
  if (source !== 'httperr') expect(fires('category: webserver', 'cs-user-agent: curl/8', source, channel, fields)).toBe(1);
});

test.each([
  'product: apache',
  'product: nginx',
  'product: tomcat',
  'service: apache',
  'service: nginx',
  '{ category: webserver, product: apache }',
  '{ category: webserver, service: nginx }',
  '{ product: apache, service: access }',
])('a rule for %s looks at access logs, once, and at no others', (logsource) => {
  const stated = logsource.startsWith('{') ? logsource : `{ ${logsource} }`;
  const rule = (one: typeof SHELL | typeof IIS): number => {
    const yaml = `title: t\nlogsource: ${stated}\ndetection:\n    s:\n        cs-method: POST\n    condition: s\n`;
    return compileRules(parseRules(yaml, 'rule.yml').rules).match(eventOf(one)).length;
  };
  expect([rule(SHELL), rule(IIS)]).toEqual([1, 0]);
});

test('mail logs of Exchange are no requests of a web server', () => {
  expect(fires('category: webserver', 'cs-method: POST', 'exchange', 'Message Tracking Log', { Method: 'POST' })).toBe(0);
  expect(fires('service: exchange', 'Method: POST', 'exchange', 'Message Tracking Log', { Method: 'POST' })).toBe(1);
});

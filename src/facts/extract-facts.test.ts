import { expect, test } from 'vitest';
import { extractFacts, factKinds } from './extract-facts.ts';
import { factReference } from './reference.ts';
import { rawEvent, scope, securityEvent, sysmonEvent } from './raw-event.ts';

test('a record goes to the kinds that its number feeds', () => {
  const tables = (event: Parameters<typeof extractFacts>[0]) => extractFacts(event, scope).map(({ table }) => table.name);
  expect(tables(securityEvent('4624', {}))).toEqual(['authentication']);
  expect(tables(sysmonEvent('1', {}))).toEqual(['process_activity']);
  expect(tables(sysmonEvent('3', {}))).toEqual(['network_activity']);
  expect(tables(rawEvent('iis', {}))).toEqual(['http_activity']);
  expect(tables(rawEvent('postgresql', { message: 'AUDIT: x' }))).toEqual(['datastore_activity']);
  expect(tables(sysmonEvent('22', {}))).toEqual(['dns_activity']);
  expect(tables(sysmonEvent('7', {}))).toEqual([]);
  expect(tables(rawEvent('windows', {}))).toEqual([]);
});

test('a row has every column of its table but those that say where it stands, in order', () => {
  for (const event of [
    securityEvent('4624', {}),
    sysmonEvent('10', {}),
    securityEvent('5156', {}),
    rawEvent('iis', {}),
    rawEvent('postgresql', { message: 'AUDIT: x' }),
  ]) {
    const [fact] = extractFacts(event, scope);
    const columns = Object.keys(fact?.table.columns ?? {}).filter((name) => name !== 'ref' && name !== 'pointers');
    expect(Object.keys(fact?.row ?? {})).toEqual(columns);
    for (const name of columns) if (fact?.table.columns[name]?.null === false) expect(fact.row[name]).not.toBeNull();
  }
});

test('a column that a feed names is a column of its table', () => {
  for (const kind of factKinds)
    for (const { columns } of kind.feeds) for (const name of columns.keys()) expect(Object.keys(kind.table.columns)).toContain(name);
});

test('docs/facts.md says what the code does', async () => {
  await expect(factReference()).toMatchFileSnapshot('../../docs/facts.md');
});

import { expect, test } from 'vitest';
import { datastoreActivity } from './datastore-activity.ts';
import { markingScope, rawEvent, scope } from './raw-event.ts';

const SESSION = {
  user_name: 'Billing',
  database_name: 'cdr',
  connection_from: '10.0.3.7:51532',
  session_id: '65be0f21.1267',
  command_tag: 'SELECT',
  error_severity: 'LOG',
  sql_state_code: '00000',
  application_name: 'psql',
  query: null,
};

const AUDIT = {
  ...SESSION,
  message: 'AUDIT: SESSION,4,1,READ,SELECT,TABLE,public.cdr,select 1,"7,8",42',
  audit_type: 'SESSION',
  statement_id: '4',
  substatement_id: '1',
  class: 'READ',
  command: 'SELECT',
  object_type: 'TABLE',
  object_name: 'public.cdr',
  statement: 'select 1',
  parameter: '7,8',
  rows: '42',
};

const extract = (fields: Record<string, string | null>, where = scope) =>
  datastoreActivity.extract(rawEvent('postgresql', fields, null, 'postgresql'), where);

test.each([
  [
    'an audited statement',
    AUDIT,
    {
      activity: 'statement',
      store: 'ws05.corp.example',
      database: 'cdr',
      account: 'billing',
      session: '65be0f21.1267',
      client_address: '10.0.3.7',
      client_port: 51532,
      application: 'psql',
      audit_type: 'SESSION',
      statement_id: 4,
      substatement_id: 1,
      audit_class: 'READ',
      command: 'SELECT',
      object_type: 'TABLE',
      object_name: 'public.cdr',
      statement: 'select 1',
      parameters: '7,8',
      rows: 42,
      outcome: 'ok',
    },
  ],
  [
    'a statement that pgaudit kept to itself',
    { ...AUDIT, statement: '<not logged>', parameter: '<not logged>' },
    { activity: 'statement', statement: null, parameters: null },
  ],
  [
    'a statement logged before, without parameters',
    { ...AUDIT, statement: '<previously logged>', parameter: '<none>' },
    { statement: null, parameters: null, statement_id: 4 },
  ],
  [
    'a connection',
    { ...SESSION, message: 'connection authorized: user=billing database=cdr application_name=psql' },
    { activity: 'connect', outcome: 'ok', client_port: 51532, statement: null },
  ],
  [
    'the end of a session',
    { ...SESSION, message: 'disconnection: session time: 0:00:01.250 user=billing' },
    { activity: 'disconnect', session: '65be0f21.1267' },
  ],
  [
    'a refused connection',
    { ...SESSION, error_severity: 'FATAL', sql_state_code: '28P01', message: 'password authentication failed' },
    { activity: 'connect', outcome: 'failed' },
  ],
  [
    'a cancelled statement',
    {
      ...SESSION,
      error_severity: 'ERROR',
      sql_state_code: '57014',
      message: 'canceling statement due to user request',
      query: 'select * from cdr',
    },
    { activity: 'error', outcome: 'cancelled', statement: 'select * from cdr', command: 'SELECT' },
  ],
  [
    'a failed statement',
    { ...SESSION, error_severity: 'ERROR', sql_state_code: '42P01', message: 'relation does not exist', query: 'select 1' },
    { activity: 'error', outcome: 'failed' },
  ],
])('%s', (_, fields, columns) => {
  expect(extract(fields)).toMatchObject(columns);
});

test.each([
  ['[local]', null, null],
  ['::1:5432', '::1', 5432],
  ['fe80::1%eth0:5432', 'fe80::1', 5432],
  ['::ffff:10.0.0.1:40000', '10.0.0.1', 40000],
  ['DB7.corp.example:40000', 'db7.corp.example', 40000],
  ['', null, null],
])('a client %s', (connection_from, client_address, client_port) => {
  expect(extract({ ...AUDIT, connection_from })).toMatchObject({ client_address, client_port });
});

test('an audit line that breaks its format is an access whose text stands for its statement', () => {
  expect(extract({ ...SESSION, message: 'AUDIT: SESSION,1,"broken' })).toMatchObject({
    activity: 'statement',
    statement: 'SESSION,1,"broken',
    audit_type: null,
  });
});

test('checkpoints, plain statements and errors without a query feed nothing', () => {
  for (const message of ['checkpoint starting: time', 'statement: select 1', 'connection received: host=10.0.0.1'])
    expect(extract({ ...SESSION, message })).toBeNull();
  expect(extract({ ...SESSION, error_severity: 'ERROR', message: 'x' })).toBeNull();
});

test('statements and parameters go through the masker as statements, the rest as text', () => {
  const row = extract(AUDIT, { ...markingScope, store: 'warehouse' });
  expect(row).toMatchObject({
    store: 'warehouse',
    statement: '‹select 1›',
    parameters: '‹7,8›',
    object_name: '«public.cdr»',
    application: '«psql»',
  });
});

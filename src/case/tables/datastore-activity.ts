import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A session of, or a statement against, a database (OCSF Datastore Activity). */
export const datastoreActivityTable = table({
  name: 'datastore_activity',
  version: 1,
  columns: {
    ...factColumns,
    zone_assumed: required('BOOLEAN', 'true where the log names no zone that can be relied on and UTC was taken'),
    activity: required('VARCHAR', 'connect, disconnect, statement (audited by pgaudit), error'),
    store: required('VARCHAR', 'store the log belongs to (context sources.yaml), else the host'),
    database: optional('VARCHAR', ''),
    account: optional('VARCHAR', 'database role as user@database-host-independent name: `<role>` lower-case'),
    session: optional('VARCHAR', "the server's session id"),
    client_address: optional('VARCHAR', ''),
    client_port: optional('INTEGER', ''),
    application: optional('VARCHAR', 'application_name'),
    audit_type: optional('VARCHAR', 'SESSION or OBJECT'),
    statement_id: optional('INTEGER', "pgaudit's statement number in the session"),
    substatement_id: optional('INTEGER', ''),
    audit_class: optional('VARCHAR', 'READ, WRITE, …'),
    command: optional('VARCHAR', 'SELECT, COPY, …'),
    object_type: optional('VARCHAR', ''),
    object_name: optional('VARCHAR', 'schema.table'),
    statement: optional('VARCHAR', 'masked; the exposure stage reads the original through the pointer'),
    parameters: optional('VARCHAR', 'masked; null when the log carries none'),
    rows: optional('BIGINT', 'rows returned, where the log says'),
    outcome: optional('VARCHAR', 'ok, cancelled, failed'),
  },
  order: factOrder,
});
export type DatastoreActivity = RowOf<typeof datastoreActivityTable>;

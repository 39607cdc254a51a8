import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A file or a share was used, changed or removed (OCSF File System Activity). */
export const fileActivityTable = table({
  name: 'file_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'create, read, write, delete, rename, open, set_time, set_security, access (none of these), mount, share_added, share_removed (a share), transfer (seen on its way)',
    ),
    path: optional('VARCHAR', 'masked; on a share the name below it'),
    previous_path: optional('VARCHAR', 'before a rename; masked'),
    share: optional('VARCHAR', 'the share as it was named, such as \\\\*\\ADMIN$; masked'),
    share_path: optional('VARCHAR', 'the folder that the share stands for; masked'),
    account: optional('VARCHAR', 'canonical name of who did it'),
    account_raw: optional('VARCHAR', ''),
    account_sid: optional('VARCHAR', ''),
    logon_id: optional('VARCHAR', 'the session it belongs to, 0x… lower-case'),
    image: optional('VARCHAR', 'the process that did it; masked'),
    process_id: optional('BIGINT', 'decimal'),
    process_guid: optional('VARCHAR', ''),
    handle_id: optional('VARCHAR', 'joins 4656, 4663, 4660 of one host; 0x… lower-case'),
    client_address: optional('VARCHAR', 'over the network: from where'),
    client_port: optional('INTEGER', ''),
    server_address: optional('VARCHAR', 'over the network: the end that holds the file'),
    server_port: optional('INTEGER', ''),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
    access_mask: optional('VARCHAR', 'rights asked for or used, 0x…'),
    outcome: optional('VARCHAR', 'ok, denied; null where the record does not say'),
    size: optional('BIGINT', 'bytes'),
    hashes: optional('VARCHAR', 'as the record spells them'),
    mime_type: optional('VARCHAR', 'what the contents look like'),
    contents: optional('VARCHAR', 'of a small named stream, such as the mark of the web; masked, cut to 1,024 characters'),
    created: optional('TIMESTAMP', 'the creation time that the file has (or was given)'),
    previous_created: optional('TIMESTAMP', 'the creation time it had before'),
  },
  order: factOrder,
});

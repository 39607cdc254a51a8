import type { fileActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { always, integer, made, maskedName, text, valueIn } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { canonicalAddress } from '../names/index.ts';
import { atServer, clientAndServer, name, scaled, session, zeek } from './columns.ts';

const ACTIVITIES: ReadonlyMap<string, string> = new Map([
  ['FILE_OPEN', 'open'],
  ['FILE_READ', 'read'],
  ['FILE_WRITE', 'write'],
  ['FILE_RENAME', 'rename'],
  ['FILE_DELETE', 'delete'],
  ['PIPE_OPEN', 'open'],
  ['PIPE_READ', 'read'],
  ['PIPE_WRITE', 'write'],
  ['PRINT_OPEN', 'open'],
  ['PRINT_READ', 'read'],
  ['PRINT_WRITE', 'write'],
]);

const action = made(
  ['action'],
  'SMB::FILE_OPEN open, …; access for what is none of these',
  (event: RawEvent) => ACTIVITIES.get((event.get('action') ?? '').replace(/^SMB::/, '')) ?? 'access',
);

const created = made(['times.created'], 'microseconds since 1970', (event: RawEvent) => {
  const micros = scaled(valueIn(event, ['times.created']), 1_000_000);
  return micros !== null && micros > 0 ? micros : null;
});

/** Certificates travel with every connection; they have a log of their own. */
const noCertificate = {
  about: 'no certificate',
  holds: (event: RawEvent) => !/^application\/(?:x-x509-|pkix-cert|ocsp-)/.test(event.get('mime_type') ?? ''),
};

/** An end of the transfer: the sender is the originator when `is_orig` says so; older logs list the hosts. */
function end(field: 'tx_hosts' | 'rx_hosts', event: RawEvent): string | null {
  const listed = canonicalAddress(event.get(field)?.split('\n', 1)[0]);
  if (listed !== null) return listed;
  const fromOriginator = event.get('is_orig') === 'true';
  return canonicalAddress(event.get(fromOriginator === (field === 'tx_hosts') ? 'id.orig_h' : 'id.resp_h'));
}

const sender = made(['tx_hosts', 'is_orig', 'id.orig_h', 'id.resp_h'], 'who sent it; of several the first', (event: RawEvent) =>
  end('tx_hosts', event),
);
const receiver = made(['rx_hosts', 'is_orig', 'id.orig_h', 'id.resp_h'], 'who received it; of several the first', (event: RawEvent) =>
  end('rx_hosts', event),
);

const DIGESTS = ['md5', 'sha1', 'sha256'] as const;
const hashes = made(DIGESTS, 'MD5=…,SHA1=…,SHA256=…', (event: RawEvent, scope: FactScope) => {
  const known = DIGESTS.flatMap((digest) => {
    const value = valueIn(event, [digest]);
    return value === null ? [] : [`${digest.toUpperCase()}=${/^[0-9a-f]{32,64}$/i.test(value) ? value : maskedName(value, scope)}`];
  });
  return known.length === 0 ? null : known.join(',');
});

/** Files and shares used over SMB, and files seen on their way. */
export const zeekFile: readonly Feed<typeof fileActivityTable>[] = [
  {
    record: zeek('smb_files'),
    columns: {
      ...atServer,
      ...clientAndServer,
      activity: action,
      path: text('name'),
      previous_path: text('prev_name'),
      share: text('path'),
      size: integer('size'),
      created,
      session,
    },
  },
  {
    record: zeek('smb_mapping'),
    columns: { ...atServer, ...clientAndServer, activity: always('mount'), share: text('path'), session },
  },
  {
    record: zeek('files', noCertificate),
    columns: {
      host: made(
        ['tx_hosts', 'is_orig', 'id.orig_h', 'id.resp_h'],
        'ip:… of who sent it; else the sensor',
        (event: RawEvent, { host }: FactScope) => {
          const from = end('tx_hosts', event);
          return from === null ? host : `ip:${from}`;
        },
      ),
      host_raw: sender,
      activity: always('transfer'),
      path: text('filename'),
      client_address: receiver,
      server_address: sender,
      size: integer('total_bytes', 'seen_bytes'),
      hashes,
      mime_type: name('mime_type'),
      session: made(['uid', 'conn_uids'], 'of several the first', (event: RawEvent, scope: FactScope) => {
        const uid = valueIn(event, ['uid', 'conn_uids']);
        return uid === null ? null : maskedName(uid.split('\n', 1)[0] ?? uid, scope);
      }),
    },
  },
];

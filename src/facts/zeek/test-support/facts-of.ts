import { readers, type RawEvent } from '../../../evidence/index.ts';
import { extractFacts } from '../../extract-facts.ts';
import { scope } from '../../raw-event.ts';

const sensor = { ...scope, host: 'tap01.corp.example' };

/** What a record of a JSON log feeds: facts by their table. */
export function factsOf(path: string, fields: Readonly<Record<string, unknown>>, given = sensor): Record<string, Record<string, unknown>> {
  const line = Buffer.from(`${JSON.stringify({ _path: path, ts: 1706745600.5, uid: 'Cx1', ...ENDS, ...fields })}\n`);
  const reader = readers.find(({ format }) => format === 'zeek-json');
  const facts: Record<string, Record<string, unknown>> = {};
  reader?.read(
    { path: 'x.log', size: line.length, read: (buffer, position) => line.copy(buffer, 0, position, position + buffer.length) },
    {
      event(event: RawEvent) {
        for (const { table, row } of extractFacts(event, given)) facts[table.name] = { ...row };
      },
      quarantine(item) {
        throw new Error(item.code);
      },
    },
  );
  return facts;
}

const ENDS = { 'id.orig_h': '10.0.1.4', 'id.orig_p': 50312, 'id.resp_h': '10.0.0.4', 'id.resp_p': 445 };
export const AS_SOURCE = { source_address: '10.0.1.4', source_port: 50312, destination_address: '10.0.0.4', destination_port: 445 };
export const AS_CLIENT = { client_address: '10.0.1.4', client_port: 50312, server_address: '10.0.0.4', server_port: 445 };
export const AT_SERVER = { host: 'ip:10.0.0.4', host_raw: '10.0.0.4' };

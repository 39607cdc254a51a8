import type { RawEvent } from '../../evidence/index.ts';
import { address, made, maskedName, port, valueIn, type ColumnSource } from '../column-source.ts';
import type { RecordSort } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { canonicalAddress } from '../names/index.ts';

/** A record of one of Zeek's logs. */
export function zeek(path: string, when?: RecordSort['when']): RecordSort {
  return when ? { source: 'zeek', channel: path, when } : { source: 'zeek', channel: path };
}

/** A word that the network may have chosen; one that holds seven digits in a row is masked. */
export function name(...fields: string[]): ColumnSource<string | null> {
  return made(fields, 'masked where it holds seven digits in a row', (event: RawEvent, scope: FactScope) => {
    const value = valueIn(event, fields);
    return value === null ? null : maskedName(value, scope);
  });
}

/** Seconds with a fraction as whole milliseconds. */
export function milliseconds(field: string): ColumnSource<number | null> {
  return made([field], 'seconds, as milliseconds', (event: RawEvent) => scaled(valueIn(event, [field]), 1000));
}

/** Seconds with a fraction as whole microseconds. */
export function microseconds(field: string): ColumnSource<number | null> {
  return made([field], 'seconds, as microseconds', (event: RawEvent) => scaled(valueIn(event, [field]), 1_000_000));
}

export function scaled(seconds: string | null, unit: number): number | null {
  // Text logs have six digits, JSON logs all that a double has: both must give one number.
  const micros = seconds === null ? NaN : Math.round(Number(seconds) * 1_000_000);
  const value = Math.round(micros / (1_000_000 / unit));
  return Number.isSafeInteger(value) ? value : null;
}

/** An end of the connection as a host of which nothing but the address is known; the sensor where even that is not. */
export function hostAt(field: string): ColumnSource<string> {
  return made([field], 'ip:…; the sensor where it is no address', (event: RawEvent, { host }: FactScope) => {
    const end = canonicalAddress(event.get(field));
    return end === null ? host : `ip:${end}`;
  });
}

/** The connection, by the uid that all of its records in all logs have. */
export const session = name('uid');

export const ends = {
  source_address: address('id.orig_h'),
  source_port: port('id.orig_p'),
  destination_address: address('id.resp_h'),
  destination_port: port('id.resp_p'),
} as const;

export const clientAndServer = {
  client_address: address('id.orig_h'),
  client_port: port('id.orig_p'),
  server_address: address('id.resp_h'),
  server_port: port('id.resp_p'),
} as const;

/** The fact is about the end that was called, which the sensor only watched. */
export const atServer = { host: hostAt('id.resp_h'), host_raw: address('id.resp_h') } as const;

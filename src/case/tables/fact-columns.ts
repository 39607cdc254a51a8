import { POINTERS, optional, required } from './table.ts';

/** What every fact carries, whatever its kind. */
export const factColumns = {
  time: required('TIMESTAMP', 'when, UTC'),
  time_100ns: required('INTEGER', 'the 100 ns digit below the microsecond, 0–9'),
  time_digits: required('INTEGER', 'fraction digits the source had, 0–7'),
  host: required('VARCHAR', 'canonical name of the host that the record is about'),
  host_raw: optional('VARCHAR', 'the host as the record spells it'),
  source: required('VARCHAR', 'windows, iis, zeek, postgresql, mapped …'),
  channel: optional('VARCHAR', 'the log it stood in'),
  event_id: optional('VARCHAR', "the source's own event number, such as 4624"),
  ref: required('VARCHAR', 'evidence pointer; of a record in several files the least'),
  pointers: required(POINTERS, 'every place the record stands in, by ref'),
} as const;

/** A fact's rows are kept by time, then by pointer; `part` tells two facts of one record apart. */
export const factOrder = ['time', 'time_100ns', 'ref'] as const;

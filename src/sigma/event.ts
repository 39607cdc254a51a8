/**
 * What the engine asks of an event. Names are exact and case-sensitive. `undefined`: the event has no such field;
 * `null`: the field is there without a value.
 */
export interface SigmaEvent {
  /** Where it comes from, as logsource data names it: `windows`, `iis`, … */
  readonly source: string;
  /** The log it was written to; null when unknown. */
  readonly channel: string | null;
  get(field: string): string | null | undefined;
  /** Every field in the record's order; a name may appear more than once. */
  fields(): Iterable<readonly [string, string | null]>;
}

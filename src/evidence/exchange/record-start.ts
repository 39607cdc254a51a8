/** Bytes that `startsRecord` looks at, at most. */
export const REACH = 24;

const START = /^(?:\xef\xbb\xbf)?(?:#|"?(?:\d{4}-\d\d-\d\d[T ]\d\d:|[Dd]ate-?[Tt]ime[",]|[Tt]ime-?[Ss]tamp[",]))/;

/** Whether a record, a directive or a row of headings may start here. */
export function startsRecord(bytes: Buffer, index: number): boolean {
  return START.test(bytes.toString('latin1', index, Math.min(bytes.length, index + REACH)));
}

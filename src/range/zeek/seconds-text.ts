/** µs as seconds with six digits behind the point, as Zeek's text logs print times and intervals. */
export function secondsText(micros: number): string {
  if (micros < 0) return `-${secondsText(-micros)}`;
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(1_000_000 + Math.round(micros - seconds * 1_000_000)).slice(1)}`;
}

/** µs since 1970 as the number of seconds that Zeek's JSON logs print: without zeros at the end, but always with a digit behind the point. */
export function secondsNumber(micros: number): string {
  const text = secondsText(micros);
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x30 && text.charCodeAt(end - 2) !== 0x2e) end--;
  return text.slice(0, end);
}

/** A double as JSON, with a point in it. */
export function doubleText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

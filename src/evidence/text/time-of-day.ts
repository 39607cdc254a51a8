const COLON = 0x3a;

/** Seconds since midnight of the `HH:MM:SS` that stands at a place; null when it is none. What follows it is not looked at. */
export function secondsOfDay(bytes: Uint8Array, at: number): number | null {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return null;
  const hours = pair(bytes, at);
  const minutes = pair(bytes, at + 3);
  const seconds = pair(bytes, at + 6);
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : null;
}

/** Two digits as a number; more than any clock shows when they are not digits. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 99;
}

import type { PassProgress } from '../../pass/index.ts';

/** How far the reading is, in one line: files, records and their rate, records that rules matched, and the time left by bytes. */
export function readingText(state: PassProgress, seconds: number): string {
  const { filesDone, files, records, matches, bytes, bytesInAll } = state;
  const rate = Math.round(records / Math.max(0.001, seconds));
  const parts = [`reading: ${filesDone} of ${files} files`, `${records} records`, `${rate} records/s`, `${matches} rule matches`];
  if (bytes > 0 && seconds > 1) parts.push(`about ${durationText((seconds / bytes) * Math.max(0, bytesInAll - bytes))} left`);
  return parts.join(', ');
}

/** `45 s`, `12 min`, `3 h 20 min`. */
function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

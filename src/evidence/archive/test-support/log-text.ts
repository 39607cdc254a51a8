/** Log lines that are always the same, with repetitions near and far for a compressor to find. */
export function logText(lines: number): string {
  return Array.from({ length: lines }, (_, i) => {
    const x = (i * 7919) % 9973;
    return `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 192.0.2.${x % 251} GET /page/${x % 97}/${i % 13 ? 'view' : x} ${x % 3 ? 200 : 404}\n`;
  }).join('');
}

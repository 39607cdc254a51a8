/** One measure of the range beside what was published of a real network. */
export interface Figure {
  readonly measure: string;
  readonly here: string;
  /** What was published, and where; empty where nothing comparable is. */
  readonly published: string;
  readonly source: string;
}

export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`### ${title}\n\n| measure | here | published | source |\n|---|---|---|---|`);
  for (const { measure, here, published, source } of figures) console.log(`| ${measure} | ${here} | ${published} | ${source} |`);
  console.log('');
}

/** A curve as shares of the whole, drawn with eight heights. */
export function curve(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  const heights = '▁▂▃▄▅▆▇█';
  return counts.map((count) => heights[Math.min(7, Math.floor((count / most) * 8))] ?? '').join('');
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

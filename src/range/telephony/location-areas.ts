/** Most sites of a location area. */
const LARGEST = 14;

/** The location area of each site, counted from 0: neighbouring sites share one, neighbouring areas have neighbouring numbers. */
export function areasOf(x: Float32Array, y: Float32Array): Uint16Array {
  const areas = new Uint16Array(x.length);
  let next = 0;
  const divide = (sites: readonly number[]): void => {
    if (sites.length <= LARGEST) {
      for (const site of sites) areas[site] = next;
      next += 1;
      return;
    }
    const along = extent(sites, x) > extent(sites, y) ? x : y;
    const ordered = [...sites].sort((a, b) => (along[a] ?? 0) - (along[b] ?? 0) || a - b);
    const middle = Math.floor(ordered.length / 2);
    divide(ordered.slice(0, middle));
    divide(ordered.slice(middle));
  };
  divide(Array.from(x, (_, site) => site));
  return areas;
}

function extent(sites: readonly number[], along: Float32Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const site of sites) {
    low = Math.min(low, along[site] ?? 0);
    high = Math.max(high, along[site] ?? 0);
  }
  return high - low;
}

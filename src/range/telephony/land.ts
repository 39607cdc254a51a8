import type { Random } from '../random.ts';
import { gauss } from './distances.ts';

/** Kilometres from west to east and from south to north. */
export const EAST = 300;
export const NORTH = 220;

/** A city: where its middle is, how wide it is, and which share of the people lives there. Kilometres. */
export interface City {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly share: number;
}

/** An invented country: cities, the network's sites, and which site serves each square kilometre (row by row from the south-west). */
export interface Land {
  readonly cities: readonly City[];
  readonly sites: { readonly x: Float32Array; readonly y: Float32Array };
  readonly raster: Uint16Array;
}

const CITIES = 20;
/** Share of the sites that stand in cities. */
const URBAN_SITES = 0.66;

/** Draws a country with `count` sites. City sizes follow Zipf's law. */
export function drawLand(random: Random, count: number): Land {
  const cities = drawCities(random);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const urban = Math.round(count * URBAN_SITES);
  for (let site = 0; site < count; site++) {
    const city = site < urban ? cityOf(cities, random.fraction()) : null;
    const [east, north] = city
      ? [
          city.x + city.radius * gauss(random.fraction(), random.fraction()),
          city.y + city.radius * gauss(random.fraction(), random.fraction()),
        ]
      : [random.between(0, EAST), random.between(0, NORTH)];
    x[site] = Math.min(EAST - 0.1, Math.max(0, east));
    y[site] = Math.min(NORTH - 0.1, Math.max(0, north));
  }
  return { cities, sites: { x, y }, raster: nearestSites(x, y) };
}

/** The city of a fraction of the people. */
export function cityOf(cities: readonly City[], fraction: number): City {
  let left = fraction;
  for (const city of cities) {
    left -= city.share;
    if (left < 0) return city;
  }
  return cities[0] ?? { x: 0, y: 0, radius: 1, share: 1 };
}

function drawCities(random: Random): City[] {
  const weights = Array.from({ length: CITIES }, (_, i) => (i + 1) ** -0.9);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cities: City[] = [];
  for (const weight of weights) {
    let place = { x: 0, y: 0 };
    for (let tries = 0; tries < 40; tries++) {
      place = { x: random.between(12, EAST - 12), y: random.between(12, NORTH - 12) };
      if (cities.every((city) => Math.hypot(city.x - place.x, city.y - place.y) > 20)) break;
    }
    cities.push({ ...place, radius: 1 + 5.5 * Math.sqrt(weight), share: weight / total });
  }
  return cities;
}

/** The nearest site of each square kilometre, by handing sites on to neighbours (P.-E. Danielsson's distance transform, 1980): near enough for a map. */
function nearestSites(x: Float32Array, y: Float32Array): Uint16Array {
  const none = 0xffff;
  const raster = new Uint16Array(EAST * NORTH).fill(none);
  x.forEach((east, site) => (raster[Math.floor(y[site] ?? 0) * EAST + Math.floor(east)] = site));
  const distance = (site: number, column: number, row: number): number =>
    ((x[site] ?? 0) - column - 0.5) ** 2 + ((y[site] ?? 0) - row - 0.5) ** 2;
  const take = (column: number, row: number, fromColumn: number, fromRow: number): void => {
    if (fromColumn < 0 || fromRow < 0 || fromColumn >= EAST || fromRow >= NORTH) return;
    const offered = raster[fromRow * EAST + fromColumn] ?? none;
    const at = row * EAST + column;
    const own = raster[at] ?? none;
    if (offered === none || offered === own) return;
    if (own === none || distance(offered, column, row) < distance(own, column, row)) raster[at] = offered;
  };
  for (const step of [1, -1, 1, -1]) {
    for (let r = 0; r < NORTH; r++) {
      const row = step > 0 ? r : NORTH - 1 - r;
      for (let c = 0; c < EAST; c++) {
        const column = step > 0 ? c : EAST - 1 - c;
        for (let side = -1; side <= 1; side++) take(column, row, column + side, row - step);
        take(column, row, column - step, row);
      }
      for (let c = EAST - 1; c >= 0; c--) {
        const column = step > 0 ? c : EAST - 1 - c;
        take(column, row, column + step, row);
      }
    }
  }
  return raster;
}

import type { NumberPlan } from '../../case/index.ts';
import type { Random } from '../random.ts';
import { drawLand, EAST, NORTH, type City } from './land.ts';
import { areasOf } from './location-areas.ts';
import { gauss } from './distances.ts';

/** Sectors of a site: three antennas, one place. */
export const SECTORS = 3;

/** Cells of networks abroad, in which the carrier's own subscribers roam. */
const FOREIGN_CELLS = 48;
/** Cells of one foreign network lie together, around a place so many kilometres from home. */
const FOREIGN_PLACES = [
  { x: -60, y: 90 },
  { x: 820, y: 340 },
  { x: 2_300, y: -900 },
] as const;

/**
 * Where the network is: cells by number, those of the same site in a row. Home cells come first, cells of networks abroad behind them.
 * Coordinates are kilometres from the country's south-western corner.
 */
export interface Country {
  readonly cities: readonly City[];
  readonly homeCells: number;
  /** Cell global identities by cell (3GPP TS 23.003 §4.3.1), `MCC-MNC-LAC-CI`. */
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Cells that travellers go to, those of large cities more often. */
  readonly destinations: Uint16Array;
  /** The cell that serves a place at home; its sector by any number. */
  cellAt(x: number, y: number, sector: number): number;
  /** Another cell near by, by any number: another sector of the site, else one of the next site. */
  cellBeside(cell: number, number: number): number;
}

/** Draws a country of about `cells` cells, at most 20,000. `home` is the carrier's network, `abroad` the one it roams in. */
export function drawCountry(random: Random, plan: NumberPlan, cells: number, abroad: string): Country {
  const { cities, sites, raster } = drawLand(random, Math.min(6_600, Math.ceil(cells / SECTORS)));
  const count = sites.x.length;
  const homeCells = count * SECTORS;
  const names: string[] = [];
  const x = new Float32Array(homeCells + FOREIGN_CELLS);
  const y = new Float32Array(homeCells + FOREIGN_CELLS);
  const areas = areasOf(sites.x, sites.y);
  const network = plan.mcc_mnc[0] ?? '00101';
  for (let site = 0; site < count; site++) {
    for (let sector = 0; sector < SECTORS; sector++) {
      x[names.length] = sites.x[site] ?? 0;
      y[names.length] = sites.y[site] ?? 0;
      names.push(cellName(network, 1_010 + 10 * (areas[site] ?? 0), 1_001 + 8 * site + sector));
    }
  }
  for (let i = 0; i < FOREIGN_CELLS; i++) {
    const place = i % FOREIGN_PLACES.length;
    const { x: east, y: north } = FOREIGN_PLACES[place] ?? FOREIGN_PLACES[0];
    x[names.length] = east + 8 * gauss(random.fraction(), random.fraction());
    y[names.length] = north + 8 * gauss(random.fraction(), random.fraction());
    names.push(cellName(abroad, 30_100 + 700 * place, 20_011 + 10 * i));
  }
  const beside = neighbours(sites.x, sites.y, raster);
  const siteAt = (east: number, north: number): number => {
    const column = Math.min(EAST - 1, Math.max(0, Math.floor(east)));
    return raster[Math.min(NORTH - 1, Math.max(0, Math.floor(north))) * EAST + column] ?? 0;
  };
  const cellAt = (east: number, north: number, sector: number): number => siteAt(east, north) * SECTORS + ((sector >>> 0) % SECTORS);
  const destinations = Uint16Array.from({ length: 256 }, () => {
    const city = cities[Math.floor(random.fraction() ** 2 * cities.length)] ?? { x: 1, y: 1, radius: 1, share: 0 };
    const spread = 0.8 * city.radius;
    return cellAt(
      city.x + spread * gauss(random.fraction(), random.fraction()),
      city.y + spread * gauss(random.fraction(), random.fraction()),
      random.word(),
    );
  });
  return {
    cities,
    homeCells,
    names,
    numbers: new Map(names.map((name, cell) => [name, cell])),
    x,
    y,
    destinations,
    cellAt,
    cellBeside(cell, number) {
      if (cell >= homeCells) return homeCells + ((cell - homeCells + FOREIGN_PLACES.length * (number & 7)) % FOREIGN_CELLS);
      const site = Math.floor(cell / SECTORS);
      if ((number & 3) === 0) return (beside[site] ?? site) * SECTORS + (((number >>> 2) & 255) % SECTORS);
      return site * SECTORS + ((cell - site * SECTORS + 1 + ((number >>> 2) & 1)) % SECTORS);
    },
  };
}

function cellName(network: string, area: number, cell: number): string {
  return `${network.slice(0, 3)}-${network.slice(3)}-${area}-${cell}`;
}

/** For each site one that lies beside it: whose land is met first on a way outwards. */
function neighbours(x: Float32Array, y: Float32Array, raster: Uint16Array): Uint16Array {
  return Uint16Array.from(x, (east, site) => {
    for (let reach = 1; reach < 60; reach++) {
      for (let turn = 0; turn < 8; turn++) {
        const angle = ((turn * 3 + site) % 8) * (Math.PI / 4);
        const column = Math.floor(east + reach * Math.cos(angle));
        const row = Math.floor((y[site] ?? 0) + reach * Math.sin(angle));
        if (column < 0 || row < 0 || column >= EAST || row >= NORTH) continue;
        const found = raster[row * EAST + column] ?? site;
        if (found !== site) return found;
      }
    }
    return site;
  });
}

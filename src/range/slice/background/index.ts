import type { Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';
import { keepHouse } from './housekeeping.ts';
import { letPeopleWork } from './people.ts';
import { readRecords } from './readers.ts';
import { runServices } from './services.ts';
import { serveVisitors } from './visitors.ts';

export { ROLLOUTS } from './services.ts';

/** Everything that happens on the carrier anyway. It draws from streams of its own, so it is the same with an intruder and without. */
export function playBackground(carrier: Carrier, residents: Residents): void {
  keepHouse(carrier);
  letPeopleWork(carrier);
  runServices(carrier, residents);
  serveVisitors(carrier, residents);
  readRecords(carrier, residents);
}

import type { Random } from '../random.ts';
import type { Knobs, Span } from '../world/knobs.ts';
import { drawCountry } from './country.ts';
import { imsiOf, msisdnOf, networkOf, secondAt } from './network.ts';
import { drawNumbering, networkAbroad } from './numbering.ts';
import { drawPeople, kindOf } from './people.ts';
import type { Telephony } from './telephony.ts';
import { Ties } from './ties.ts';
import { cellOfSubscriber } from './whereabouts.ts';

/** Draws the carrier's customers and cells: about 1,200 cells, more where there are many subscribers. Throws RangeError where the number plan is too small. */
export function drawTelephony(random: Random, knobs: Pick<Knobs, 'subscribers' | 'numbers'>, span: Span): Telephony {
  const { subscribers, numbers: plan } = knobs;
  const country = drawCountry(random.stream('country'), plan, 1_200 + subscribers / 40, networkAbroad(plan));
  const people = drawPeople(random.stream('people'), country, subscribers);
  const numbering = drawNumbering(random.stream('numbers'), plan, subscribers);
  const network = networkOf(country, people, numbering, span);
  const ties = new Ties(people);
  return {
    plan,
    subscribers,
    network,
    kindOf: (i) => kindOf(people, i),
    msisdnOf: (i) => msisdnOf(network, i),
    imsiOf: (i, at) => imsiOf(network, i, network.simOf(i, secondAt(network, at))),
    imeiOf: (i, at) => numbering.imei(i, network.handsetOf(i, secondAt(network, at))),
    cellOf: (i, at) => country.names[cellOfSubscriber(network, i, secondAt(network, at))] ?? '',
    contactsOf(i) {
      ties.of(i);
      return ties.subscribers();
    },
    areaOf: (cell) => cell.split('-')[2] ?? '',
    siteOf(cell) {
      const number = country.numbers.get(cell);
      return number === undefined ? null : { x: country.x[number] ?? 0, y: country.y[number] ?? 0 };
    },
  };
}

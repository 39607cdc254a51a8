import type { Random } from '../random.ts';

/** The names one carrier goes by; another seed gives another style, and nothing may lean on any of them. */
export interface Naming {
  readonly dns: string;
  readonly netbios: string;
  readonly web: string;
  readonly files: string;
  readonly application: string;
  readonly warehouse: string;
  readonly controller: string;
  readonly rollout: string;
  readonly reporting: string;
  readonly monitoring: string;
  readonly desk: (number: number) => string;
  readonly person: (given: string, family: string) => string;
  readonly administrator: (given: string, family: string) => string;
  readonly service: (purpose: string) => string;
}

const CARRIERS = ['norvik', 'telmara', 'osteria', 'kalund', 'brevana', 'montaro', 'zelandis', 'ardenne'];

/** Draws a naming scheme. */
export function drawNaming(random: Random): Naming {
  const carrier = random.pick(CARRIERS);
  const n = random.integer(1, 7);
  const two = (number: number): string => String(number).padStart(2, '0');
  const style = random.pick([
    { web: `web${two(n)}`, files: `files${two(n + 1)}`, application: `med${two(n)}`, warehouse: `cdr-db${two(n)}`, desk: 'ws-' },
    { web: `dmz-portal${n}`, files: `bkp-srv${n}`, application: `rating-app${n}`, warehouse: `dwh-pg${n}`, desk: 'pc' },
    {
      web: `s${random.digits(3)}iis`,
      files: `s${random.digits(3)}fs`,
      application: `s${random.digits(3)}app`,
      warehouse: `s${random.digits(3)}pg`,
      desk: 'w',
    },
  ]);
  const dotted = random.chance(0.5);
  const prefix = random.pick(['svc_', 'sa-', 's.']);
  const admin = random.pick(['adm.', 'a-', 'adm_']);
  return {
    ...style,
    dns: random.pick([`corp.${carrier}.example`, `ad.${carrier}.example`, `${carrier}.example`]),
    netbios: random.pick([carrier.toUpperCase(), 'CORP', carrier.slice(0, 3).toUpperCase() + 'NET']),
    controller: `dc${two(n)}`,
    rollout: `deploy${n}`,
    reporting: `report${two(n)}`,
    monitoring: `mon${n}`,
    desk: (number) => `${style.desk}${two(number)}`,
    person: (given, family) => (dotted ? `${given}.${family}` : `${given.slice(0, 1)}${family}`),
    administrator: (given, family) => `${admin}${given.slice(0, 1)}${family}`,
    service: (purpose) => `${prefix}${purpose}`,
  };
}

const GIVEN = [
  'anela',
  'bruno',
  'carla',
  'denis',
  'elin',
  'farid',
  'greta',
  'hanno',
  'ines',
  'jonas',
  'katja',
  'luca',
  'mirko',
  'nadia',
  'otto',
  'petra',
  'remo',
  'sonja',
  'tarik',
  'vera',
];
const FAMILY = [
  'abelin',
  'brandvik',
  'corvane',
  'dulmen',
  'eskola',
  'falkner',
  'gronvold',
  'hastrup',
  'ivarsen',
  'jasper',
  'kestrel',
  'lomond',
  'marwick',
  'nesbo',
  'ormond',
  'palmer',
  'quist',
  'rosvall',
  'selmer',
  'tindall',
];

/** People, no two alike. */
export function drawPeople(random: Random, count: number): { readonly given: string; readonly family: string }[] {
  const families = random.sample(FAMILY, count);
  return families.map((family) => ({ given: random.pick(GIVEN), family }));
}

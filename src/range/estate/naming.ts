import type { Random } from '../random.ts';
import type { Domain } from '../windows/index.ts';
import type { HostRole, ServiceAccount } from './estate.ts';
import { drawPlace, type Called } from './words.ts';

/** The names one carrier goes by; another seed gives another style, and nothing may lean on any of them. */
export interface Naming {
  /** The staff's domain, and the one that mediation, billing and the records belong to. */
  readonly domains: readonly [Domain, Domain];
  /** Short name of a host; `number` counts the hosts of its role at its site, or of its role at all. */
  host(role: HostRole, site: string, numberAtSite: number, number: number): string;
  person(called: Called): string;
  /** `tier`: 0 the domain, 1 servers, 2 desks. */
  administrator(person: string, tier: 0 | 1 | 2): string;
  service(purpose: ServiceAccount['purpose'], number: number): string;
}

type Words = Readonly<Record<HostRole, string>>;

const SHORT: Words = {
  controller: 'dc',
  files: 'fs',
  mail: 'ex',
  web: 'web',
  portal: 'prt',
  jump: 'jmp',
  mediation: 'med',
  billing: 'bil',
  application: 'app',
  rollout: 'dep',
  backup: 'bkp',
  monitoring: 'mon',
  scanner: 'vs',
  desktop: 'ws',
  warehouse: 'dwh',
  frontend: 'fe',
  vpn: 'vpn',
};
const LONG: Words = {
  controller: 'ad',
  files: 'files',
  mail: 'mail',
  web: 'iis',
  portal: 'portal',
  jump: 'bastion',
  mediation: 'mediate',
  billing: 'rating',
  application: 'srv',
  rollout: 'deploy',
  backup: 'backup',
  monitoring: 'watch',
  scanner: 'scan',
  desktop: 'pc',
  warehouse: 'cdrdb',
  frontend: 'edge',
  vpn: 'ras',
};

/** Draws a naming scheme. */
export function drawNaming(random: Random): Naming {
  return {
    domains: drawDomains(random.stream('domains')),
    host: drawHostNames(random.stream('hosts')),
    person: drawPersonNames(random.stream('people')),
    administrator: drawAdministratorNames(random.stream('administrators')),
    service: drawServiceNames(random.stream('services')),
  };
}

function drawDomains(random: Random): [Domain, Domain] {
  const carrier = drawPlace(random);
  const [staff, work] = random.pick([
    [`corp.${carrier}.example`, `ops.${carrier}.example`],
    [`ad.${carrier}.example`, `net.${carrier}.example`],
    [`${carrier}.example`, `res.${carrier}.example`],
    [`office.${carrier}.example`, `${carrier}-mobile.example`],
    [`hq.${carrier}.example`, `core.${carrier}.example`],
  ] as const);
  const head = carrier.slice(0, 3).toUpperCase();
  const [first, second] = random.pick([
    [carrier.toUpperCase(), `${head}OPS`],
    ['CORP', 'OPS'],
    [`${head}NET`, `${head}RES`],
    [`${head}01`, `${head}02`],
  ] as const);
  const sid = (): string =>
    `S-1-5-21-${random.integer(400_000_000, 3_900_000_000)}-${random.integer(400_000_000, 3_900_000_000)}-${random.integer(400_000_000, 3_900_000_000)}`;
  return [
    { dns: staff, netbios: first, sid: sid() },
    { dns: work, netbios: second, sid: sid() },
  ];
}

function drawHostNames(random: Random): Naming['host'] {
  const words = random.pick([SHORT, LONG, null]);
  const width = random.pick([2, 2, 3]);
  const first = random.integer(1, 4);
  const server = random.integer(0, 2);
  const desk = random.integer(0, 2);
  // Numbers of an inventory, which tell nothing of what a thing is for: each host has another.
  const inventory = random.integer(10, 60) * 1000;
  let next = inventory;
  return (role, site, numberAtSite, number) => {
    if (role === 'desktop') {
      const word = words?.desktop ?? 'w';
      if (desk === 0) return `${word}-${inventory + number * 3}`;
      if (desk === 1) return `${site}${word}${padded(numberAtSite + 1, 3)}`;
      return `${word}${padded(number + first * 100, 4)}`;
    }
    if (words === null) return `s${++next}`;
    if (server === 0) return `${words[role]}${padded(number + first, width)}`;
    if (server === 1) return `${site}-${words[role]}${padded(numberAtSite + first, width)}`;
    return `${site}${words[role]}${padded(numberAtSite + first, width)}`;
  };
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

function drawPersonNames(random: Random): Naming['person'] {
  const style = random.integer(0, 3);
  return ({ given, family }) => {
    if (style === 0) return `${given}.${family}`;
    if (style === 1) return given.slice(0, 1) + family;
    if (style === 2) return family.slice(0, 6) + given.slice(0, 2);
    return `${given.slice(0, 1)}.${family}`;
  };
}

function drawAdministratorNames(random: Random): Naming['administrator'] {
  const style = random.integer(0, 3);
  return (person, tier) => {
    if (style === 0) return `adm.${person}`;
    if (style === 1) return `t${tier}-${person}`;
    if (style === 2) return `${person}-adm`;
    return tier === 0 ? `da_${person}` : `a-${person}`;
  };
}

const PURPOSES: Readonly<Record<ServiceAccount['purpose'], readonly string[]>> = {
  backup: ['backup', 'bkp', 'save'],
  deployment: ['deploy', 'rollout', 'swdist'],
  mediation: ['mediation', 'med', 'cdrload'],
  monitoring: ['monitor', 'mon', 'probe'],
  scanner: ['vulnscan', 'audit', 'scan'],
  sql: ['sql', 'db', 'rating'],
  web: ['web', 'iispool', 'portal'],
  task: ['task', 'batch', 'jobs'],
  reporting: ['report', 'bi', 'stats'],
  mail: ['mail', 'msg', 'smtp'],
};

function drawServiceNames(random: Random): Naming['service'] {
  const prefix = random.pick(['svc_', 'sa-', 's.', 'srv_', 'svc-']);
  const choice = random.integer(0, 2);
  return (purpose, number) => `${prefix}${PURPOSES[purpose][choice] ?? purpose}${number === 0 ? '' : number + 1}`;
}

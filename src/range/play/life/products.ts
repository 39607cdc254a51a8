import type { Random } from '../../random.ts';
import type { Program } from '../../windows/index.ts';
import type { World } from '../../world/index.ts';

/** A program that the carrier bought or made, which runs as a service. */
export interface Product {
  /** What the control manager calls the service. */
  readonly service: string;
  readonly image: string;
  readonly commandLine: string;
  readonly program: Program;
}

/** What a carrier runs besides Windows; another carrier bought other things. */
export interface Products {
  /** Watches programs on every host, reading their memory. */
  readonly guard: Product;
  readonly backup: Product;
  readonly monitoring: Product;
  /** What the roll-out server starts on a host to install a package; a service that is removed again. */
  readonly runner: Product;
  /** Agents that are rolled out one after another and stay. */
  readonly agents: readonly Product[];
  readonly mediation: Product;
  readonly billing: Product;
  readonly mail: Product;
  readonly scanner: Product;
  readonly updater: Product;
}

const FIRMS = ['Palisade', 'Northgate', 'Tolvia', 'Greyfield', 'Ostara', 'Merrow', 'Lindqvale', 'Cobalt Reach', 'Harrowmont', 'Veltis'];
const GUARDS = ['Endpoint Guard', 'Sentry', 'Workload Shield', 'Threat Sensor'];
const COPIERS = ['Backup Agent', 'Vault Agent', 'Recovery Client'];
const WATCHERS = ['Monitoring Agent', 'Performance Collector', 'Health Agent'];
const INSTALLERS = ['Deployment Runner', 'Package Runner', 'Rollout Service'];
const AGENTS = [
  'Inventory Agent',
  'Log Forwarder',
  'Licence Meter',
  'Print Gateway',
  'Remote Assistance',
  'Patch Helper',
  'Disk Health Service',
  'Screen Recorder',
];

const worlds = new WeakMap<World, Products>();

/** The products of the carrier of a world. */
export function productsOf(world: World): Products {
  const known = worlds.get(world);
  if (known !== undefined) return known;
  const made = drawProducts(world.random.stream('products'));
  worlds.set(world, made);
  return made;
}

function drawProducts(random: Random): Products {
  const firm = (): string => random.pick(FIRMS);
  const bought = (title: string, flag = ''): Product => productOf(random, firm(), title, 'C:\\Program Files', flag);
  const runner = random.pick(INSTALLERS);
  return {
    guard: bought(random.pick(GUARDS)),
    backup: bought(random.pick(COPIERS), ' --service'),
    monitoring: bought(random.pick(WATCHERS), ' -k service'),
    runner: productOf(random, firm(), runner, 'C:\\Windows', ''),
    agents: random.sample(AGENTS, AGENTS.length).map((title) => bought(title)),
    mediation: own(random, 'Mediation Engine', 'D:\\Mediation\\bin\\mediationsvc.exe', ' --service'),
    billing: own(random, 'Rating Engine', 'D:\\Billing\\bin\\ratingsvc.exe', ' -service'),
    mail: own(random, 'Message Relay', 'C:\\Program Files\\Message Relay\\relay.exe', ''),
    scanner: bought('Credentialed Audit'),
    updater: bought('Update Helper'),
  };
}

function productOf(random: Random, company: string, title: string, folder: string, flag: string): Product {
  const file = `${title.replaceAll(/[^A-Z]/g, '').toLowerCase()}${random.pick(['svc', 'agent', 'd', 'host'])}.exe`;
  const image = folder === 'C:\\Windows' ? `${folder}\\${title.replaceAll(' ', '')}\\${file}` : `${folder}\\${company}\\${title}\\${file}`;
  const version = `${random.integer(2, 14)}.${random.integer(0, 9)}.${random.integer(10, 4_000)}.0`;
  return {
    service: `${company} ${title}`,
    image,
    commandLine: `"${image}"${flag}`,
    program: { description: `${title} Service`, product: `${company} ${title}`, company, originalName: file, version },
  };
}

function own(random: Random, service: string, image: string, flag: string): Product {
  const originalName = image.slice(image.lastIndexOf('\\') + 1);
  const version = `${random.integer(3, 9)}.${random.integer(0, 30)}.0.0`;
  return {
    service,
    image,
    commandLine: `"${image}"${flag}`,
    program: { description: service, product: service, company: '-', originalName, version },
  };
}

import type { Random } from '../../random.ts';
import type { Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';
import type { TruthBuilder } from './truth-builder.ts';

/** What the intruder brings and how he names it; new names with every seed. */
export interface Kit {
  /** Addresses outside: one drives the web shell, one is the far end of the tunnel. */
  readonly client: string;
  readonly peer: string;
  /** The shell's address on the site, and its file. */
  readonly shellPath: string;
  readonly shellFile: string;
  readonly escalator: string;
  readonly dumper: string;
  readonly executor: string;
  readonly forwarder: string;
  readonly tunnel: { readonly service: string; readonly image: string };
  readonly archiver: string;
  readonly password: string;
  /** What his own computer calls itself. */
  readonly workstation: string;
  /** NT hashes of the stolen accounts, as command lines show them. */
  readonly hash: string;
  readonly rights: readonly number[];
  /** Where he keeps the database client and its results. */
  readonly workFolder: string;
}

/** Everything an action of the intruder needs. */
export interface Scene {
  readonly carrier: Carrier;
  readonly residents: Residents;
  readonly kit: Kit;
  readonly random: Random;
  readonly truth: TruthBuilder;
}

const NOISE = ['msupd', 'wlbs', 'nvsmi', 'dfsutl', 'rpcdbg', 'kbfix', 'perfcol', 'tssvc', 'ocspx', 'vmgr'];

export function drawKit(random: Random): Kit {
  const names = random.sample(NOISE, 8).map((name) => name + random.integer(1, 64));
  const [escalator, dumper, executor, forwarder, tunnel, archiver, shell, client] = names;
  if (client === undefined) throw new RangeError('too few names');
  const page = `${shell ?? ''}.aspx`;
  const folder = random.pick(['aspnet_client/system_web', 'img/cache', 'support/docs']);
  return {
    client: `203.0.113.${random.integer(200, 254)}`,
    peer: `192.0.2.${random.integer(220, 254)}`,
    shellPath: `/${folder}/${page}`,
    shellFile: `C:\\inetpub\\wwwroot\\${folder.replaceAll('/', '\\')}\\${page}`,
    escalator: `C:\\Windows\\Temp\\${escalator ?? ''}.exe`,
    dumper: `${random.pick(['C:\\Windows\\Temp\\', 'C:\\ProgramData\\', 'C:\\Windows\\debug\\'])}${dumper ?? ''}.exe`,
    executor: `C:\\Windows\\Temp\\${executor ?? ''}.exe`,
    forwarder: `C:\\ProgramData\\${forwarder ?? ''}.exe`,
    tunnel: {
      service: `${random.pick(['Network Location', 'Host Process', 'Display Cache'])} Helper`,
      image: `C:\\ProgramData\\${tunnel ?? ''}\\${tunnel ?? ''}.exe`,
    },
    archiver: `${random.pick(['C:\\PerfLogs\\', 'C:\\Windows\\Temp\\', 'C:\\ProgramData\\'])}${archiver ?? ''}.exe`,
    password: random.letters(10),
    workstation: `WIN-${random.letters(11).toUpperCase()}`,
    hash: random.hex(32),
    rights: random.sample([0x1010, 0x1410, 0x1fffff], 2),
    workFolder: `C:\\PerfLogs\\${client}`,
  };
}

import type { Random } from '../../random.ts';
import type { Tool } from '../../operation/index.ts';
import { toolAt } from './tools.ts';

/** What an intruder brings to one wave and how he names it: all of it is new in the next. */
export interface Kit {
  /** Address outside from which the web shell is driven. */
  readonly client: string;
  /** Far end of the tunnel: address, and the name it is asked for by (null: by its address). */
  readonly peer: { readonly address: string; readonly name: string | null };
  /** Page that lets a script through, and the script it lets through, as paths on the site. */
  readonly page: string;
  readonly shell: string;
  readonly escalator: Tool;
  readonly dumper: Tool;
  readonly minidumper: Tool;
  readonly scanner: Tool;
  readonly executor: Tool;
  readonly forwarder: Tool;
  readonly implant: Tool;
  readonly archiver: Tool;
  readonly psql: Tool;
  readonly tunnel: { readonly service: string; readonly tool: Tool };
  /** Of his archives. */
  readonly password: string;
  /** What his own computer calls itself. */
  readonly workstation: string;
  /** Access rights with which LSASS is opened. */
  readonly rights: number;
  /** Where he keeps results before they are packed. */
  readonly workFolder: string;
}

const STEMS = [
  'msupd',
  'wlbs',
  'nvsmi',
  'dfsutl',
  'rpcdbg',
  'kbfix',
  'perfcol',
  'tssvc',
  'ocspx',
  'vmgr',
  'spool',
  'hlpsv',
  'wuap',
  'nlasv',
  'kdcx',
  'dsrv',
];
const WORDS = ['cdn', 'sync', 'update', 'static', 'assets', 'media', 'cloud', 'status', 'metrics', 'ntp'];
const HOLDERS = ['brightlane', 'oakfield', 'marelio', 'tessaro', 'quillon', 'arvenne', 'stonebay', 'lumeris'];
const DROPS = ['C:\\Windows\\Temp\\', 'C:\\ProgramData\\', 'C:\\Windows\\debug\\', 'C:\\PerfLogs\\', 'C:\\Users\\Public\\', 'C:\\Intel\\'];
const PAGES = ['/support/upload.aspx', '/api/import.ashx', '/ecp/proxyLogon.ecp', '/portal/attach.aspx', '/feedback/form.aspx'];
const FOLDERS = ['aspnet_client/system_web', 'img/cache', 'support/docs', 'owa/auth/current', 'scripts/lib'];

/** Octets that outside addresses of intruders end in; visitors of the carrier's sites have others. Each operation has a half of them. */
export function drawOctets(random: Random, operation: number): readonly number[] {
  const first = 200 + (operation % 2) * 28;
  const all = Array.from({ length: 27 }, (_, i) => first + i);
  return random.sample(all, all.length);
}

/** Draws the kit of a wave; `octet` is what its outside addresses end in. */
export function drawKit(random: Random, octet: number): Kit {
  const stems = random.sample(STEMS, 12);
  const name = (): string => `${stems.pop() ?? 'svc'}${random.integer(1, 99)}`;
  const build = (): string => random.hex(16);
  const drop = random.pick(DROPS);
  const program = (): string => `${random.chance(0.7) ? drop : random.pick(DROPS)}${name()}.exe`;
  const tunnel = name();
  return {
    client: `${random.pick(['203.0.113', '198.51.100'])}.${octet}`,
    peer: {
      address: `192.0.2.${octet}`,
      name: random.chance(0.6) ? `${random.pick(WORDS)}${random.integer(1, 40)}.${random.pick(HOLDERS)}.example` : null,
    },
    page: random.pick(PAGES),
    shell: `/${random.pick(FOLDERS)}/${name()}.aspx`,
    escalator: toolAt(program(), 'bare', build()),
    dumper: toolAt(program(), 'bare', build()),
    minidumper: toolAt(program(), 'minidump', build()),
    scanner: toolAt(program(), 'bare', build()),
    executor: toolAt(program(), 'bare', build()),
    forwarder: toolAt(program(), 'bare', build()),
    implant: toolAt(program(), 'bare', build()),
    archiver: toolAt(program(), 'archiver', build()),
    psql: toolAt(`${drop}${name()}\\psql.exe`, 'psql', build()),
    tunnel: {
      service: `${random.pick(['Network Location', 'Host Process', 'Display Cache', 'Print Queue', 'Time Zone', 'Device Install'])} ${random.pick(['Helper', 'Service', 'Agent'])}`,
      tool: toolAt(`C:\\ProgramData\\${tunnel}\\${tunnel}.exe`, 'tunnel', build()),
    },
    password: random.letters(10),
    workstation: `${random.pick(['WIN-', 'DESKTOP-'])}${random.letters(random.pick([7, 11])).toUpperCase()}`,
    rights: random.pick([0x1010, 0x1410, 0x1438, 0x1fffff]),
    workFolder: `${drop}${name()}`,
  };
}

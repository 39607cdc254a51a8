import type { Tool } from '../../operation/index.ts';

/** What a program's version resource says, whatever its file is called. */
type Resource = Omit<Tool, 'image' | 'build'>;

const bare: Resource = { description: '-', product: '-', company: '-', originalName: '-', version: '-' };

/** Version resources of what such intruders bring along; most of their own tools have none. */
const resources = {
  bare,
  archiver: {
    description: 'Command line RAR',
    product: 'WinRAR',
    company: 'Alexander Roshal',
    originalName: '-',
    version: '6.11.0',
  },
  tunnel: {
    description: 'SoftEther VPN',
    product: 'SoftEther VPN',
    company: 'SoftEther VPN Project at University of Tsukuba, Japan.',
    originalName: 'vpnbridge.exe',
    version: '4, 34, 0, 9745',
  },
  minidump: {
    description: 'Sysinternals process dump utility',
    product: 'ProcDump',
    company: 'Sysinternals - www.sysinternals.com',
    originalName: 'procdump',
    version: '10.11',
  },
  psql: {
    description: 'psql - the PostgreSQL interactive terminal',
    product: 'PostgreSQL',
    company: 'PostgreSQL Global Development Group',
    originalName: 'psql.exe',
    version: '15.1',
  },
} as const satisfies Readonly<Record<string, Resource>>;

export type ToolKind = keyof typeof resources;

/** Programs of Windows that credentials can be read with. */
const ofWindows = {
  rundll32: ['rundll32.exe', 'Windows host process (Rundll32)', 'RUNDLL32.EXE'],
  reg: ['reg.exe', 'Registry Console Tool', 'reg.exe'],
  ntdsutil: ['ntdsutil.exe', 'NT5DS', 'ntdsutil.exe'],
  vssadmin: ['vssadmin.exe', 'Command Line Interface for Microsoft® Volume Shadow Copy Service', 'VSSADMIN.EXE'],
} as const;

export function windowsTool(name: keyof typeof ofWindows): Tool {
  const [file, description, originalName] = ofWindows[name];
  return {
    image: `C:\\Windows\\System32\\${file}`,
    description,
    product: 'Microsoft® Windows® Operating System',
    company: 'Microsoft Corporation',
    originalName,
    version: '10.0.17763.1 (WinBuild.160101.0800)',
  };
}

/** A program under a name and path of its user's choice. */
export function toolAt(image: string, kind: ToolKind, build: string): Tool {
  return { image, ...resources[kind], build };
}

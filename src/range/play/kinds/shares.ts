import type { HostRole } from '../../estate/index.ts';
import type { Random } from '../../random.ts';
import type { HostPlayer } from '../host-player.ts';

/** A share, where it lies, and what is opened in it. */
export interface SharePlace {
  readonly name: string;
  readonly path: string;
  readonly files: readonly string[];
}

const OFFICE_FILES = [
  'Planning\\budget.xlsx',
  'Planning\\roadmap.pptx',
  'Reports\\weekly.docx',
  'Reports\\churn.xlsx',
  'Contracts\\template.docx',
  'Templates\\letter.dotx',
  'desktop.ini',
  'Meetings\\minutes.docx',
  'Projects\\rollout.mpp',
  'Procurement\\orders.xlsx',
];

const DEPARTMENTS: readonly SharePlace[] = [
  { name: 'groups', path: 'E:\\Shares\\groups', files: OFFICE_FILES },
  { name: 'home$', path: 'E:\\Shares\\home', files: ['Documents\\notes.docx', 'Documents\\list.xlsx', 'Desktop\\desktop.ini'] },
  { name: 'projects', path: 'E:\\Shares\\projects', files: OFFICE_FILES },
  { name: 'public', path: 'E:\\Shares\\public', files: ['phonebook.pdf', 'canteen.pdf', 'forms\\travel.docx', 'forms\\leave.docx'] },
];

const SYSVOL: readonly SharePlace[] = [
  {
    name: 'SYSVOL',
    path: 'C:\\Windows\\SYSVOL\\sysvol',
    files: [
      'gpt.ini',
      'Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}\\gpt.ini',
      'Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}\\Machine\\Registry.pol',
    ],
  },
  { name: 'NETLOGON', path: 'C:\\Windows\\SYSVOL\\sysvol\\scripts', files: ['logon.cmd', 'drives.vbs'] },
];

const OF_ROLE: Readonly<Partial<Record<HostRole, readonly SharePlace[]>>> = {
  controller: SYSVOL,
  files: DEPARTMENTS,
  mediation: [
    { name: 'mediation', path: 'D:\\Mediation\\out', files: ['inbound\\batch.idx', 'outbound\\batch.idx', 'state\\sequence.dat'] },
  ],
  billing: [{ name: 'runs', path: 'D:\\Billing\\runs', files: ['invoice\\cycle.csv', 'rating\\tariffs.xml', 'logs\\run.log'] }],
  rollout: [{ name: 'packages$', path: 'D:\\Packages', files: ['agent\\setup.msi', 'office\\setup.xml', 'catalogue.xml'] }],
  backup: [{ name: 'restore$', path: 'E:\\Restore', files: ['request\\list.txt', 'request\\done.txt'] }],
  application: [{ name: 'app', path: 'D:\\App\\exchange', files: ['in\\request.xml', 'out\\reply.xml', 'config\\app.config'] }],
};
const ADMINISTRATION: readonly SharePlace[] = [
  { name: 'C$', path: 'C:\\', files: ['Windows\\Temp\\setup.log', 'inetpub\\logs\\LogFiles', 'Program Files', 'Scripts\\maintenance.ps1'] },
  { name: 'D$', path: 'D:\\', files: ['Logs\\service.log', 'Config\\service.config'] },
];
const OTHERS: readonly SharePlace[] = [{ name: 'transfer', path: 'C:\\Transfer', files: ['readme.txt', 'in\\list.csv'] }];

/** Which share of a host somebody opens; each has one that he opens mostly. */
export function shareOf(player: HostPlayer, account: number, elevated: boolean, random: Random): SharePlace {
  const own = OF_ROLE[player.host.role];
  const list = own ?? (elevated ? ADMINISTRATION : OTHERS);
  const usual = list[account % list.length];
  return usual !== undefined && random.chance(0.7) ? usual : random.pick(list);
}

import type { PersonRole } from '../../estate/index.ts';
import type { Program } from '../../windows/index.ts';

/** A program somebody starts on a desktop. */
export interface DeskProgram {
  readonly image: string;
  readonly commandLine: string;
  readonly program?: Program;
  /** Minutes that it stays open, at least and at most. */
  readonly minutes: readonly [number, number];
  /** What is run in it: children that are gone at once. */
  readonly commands?: readonly { readonly image: string; readonly commandLine: string }[];
}

const SYSTEM32 = 'C:\\Windows\\System32\\';
const OFFICE = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';

function office(description: string, originalName: string): Program {
  return { description, product: 'Microsoft Office', company: 'Microsoft Corporation', originalName, version: '16.0.14931.20648' };
}

function other(description: string, product: string, company: string, originalName: string, version: string): Program {
  return { description, product, company, originalName, version };
}

/** Opened in the morning and used all day. */
export const mail: DeskProgram = {
  image: `${OFFICE}OUTLOOK.EXE`,
  commandLine: `"${OFFICE}OUTLOOK.EXE"`,
  program: office('Microsoft Outlook', 'Outlook.exe'),
  minutes: [300, 540],
};
export const browser: DeskProgram = {
  image: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  commandLine: '"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" --profile-directory=Default',
  program: other('Microsoft Edge', 'Microsoft Edge', 'Microsoft Corporation', 'msedge.exe', '109.0.1518.78'),
  minutes: [300, 540],
};

const writing: DeskProgram = {
  image: `${OFFICE}WINWORD.EXE`,
  commandLine: `"${OFFICE}WINWORD.EXE" /n "E:\\draft.docx" /o ""`,
  program: office('Microsoft Word', 'WinWord.exe'),
  minutes: [4, 90],
};
const sheets: DeskProgram = {
  image: `${OFFICE}EXCEL.EXE`,
  commandLine: `"${OFFICE}EXCEL.EXE" /dde`,
  program: office('Microsoft Excel', 'Excel.exe'),
  minutes: [3, 120],
};
const slides: DeskProgram = {
  image: `${OFFICE}POWERPNT.EXE`,
  commandLine: `"${OFFICE}POWERPNT.EXE" /s`,
  program: office('Microsoft PowerPoint', 'POWERPNT.EXE'),
  minutes: [5, 60],
};
const reader: DeskProgram = {
  image: 'C:\\Program Files\\Folio\\Folio Reader\\folio.exe',
  commandLine: '"C:\\Program Files\\Folio\\Folio Reader\\folio.exe" /open',
  program: other('Folio Reader', 'Folio', 'Folio Software', 'folio.exe', '11.2.0.0'),
  minutes: [1, 25],
};
const notepad: DeskProgram = {
  image: `${SYSTEM32}notepad.exe`,
  commandLine: `"${SYSTEM32}notepad.exe"`,
  minutes: [1, 30],
};
const calculator: DeskProgram = { image: `${SYSTEM32}win32calc.exe`, commandLine: `"${SYSTEM32}win32calc.exe"`, minutes: [1, 8] };
const editor: DeskProgram = {
  image: 'C:\\Program Files\\Microsoft VS Code\\Code.exe',
  commandLine: '"C:\\Program Files\\Microsoft VS Code\\Code.exe" .',
  program: other('Visual Studio Code', 'Visual Studio Code', 'Microsoft Corporation', 'electron.exe', '1.74.3'),
  minutes: [60, 400],
  commands: [
    { image: 'C:\\Program Files\\Git\\cmd\\git.exe', commandLine: 'git.exe status -z -uall' },
    { image: `${SYSTEM32}cmd.exe`, commandLine: 'C:\\Windows\\system32\\cmd.exe /d /s /c "npm run build"' },
  ],
};

const prompt: DeskProgram = {
  image: `${SYSTEM32}cmd.exe`,
  commandLine: `"${SYSTEM32}cmd.exe"`,
  minutes: [2, 30],
  commands: [
    { image: `${SYSTEM32}ipconfig.exe`, commandLine: 'ipconfig /all' },
    { image: `${SYSTEM32}whoami.exe`, commandLine: 'whoami /groups' },
    { image: `${SYSTEM32}nslookup.exe`, commandLine: 'nslookup intranet' },
    { image: `${SYSTEM32}PING.EXE`, commandLine: 'ping -n 4 gateway' },
    { image: `${SYSTEM32}NETSTAT.EXE`, commandLine: 'netstat -ano' },
    { image: `${SYSTEM32}gpupdate.exe`, commandLine: 'gpupdate /force' },
    { image: `${SYSTEM32}systeminfo.exe`, commandLine: 'systeminfo' },
    { image: `${SYSTEM32}sc.exe`, commandLine: 'sc query' },
    { image: `${SYSTEM32}net.exe`, commandLine: 'net use' },
  ],
};
/** A prompt that is opened with full rights. */
export const shellWithRights: DeskProgram = {
  image: `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`,
  commandLine: `"${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe"`,
  minutes: [3, 60],
};
const services: DeskProgram = {
  image: `${SYSTEM32}mmc.exe`,
  commandLine: `"${SYSTEM32}mmc.exe" "${SYSTEM32}services.msc"`,
  minutes: [1, 30],
};
const viewer: DeskProgram = {
  image: `${SYSTEM32}mmc.exe`,
  commandLine: `"${SYSTEM32}mmc.exe" "${SYSTEM32}eventvwr.msc" /s`,
  minutes: [2, 40],
};
const directory: DeskProgram = {
  image: `${SYSTEM32}mmc.exe`,
  commandLine: `"${SYSTEM32}mmc.exe" "${SYSTEM32}dsa.msc"`,
  minutes: [2, 60],
};
const tasks: DeskProgram = { image: `${SYSTEM32}Taskmgr.exe`, commandLine: `"${SYSTEM32}taskmgr.exe" /7`, minutes: [1, 20] };

const OFFICE_WORK = [writing, sheets, slides, reader, notepad, calculator, sheets];
const ADMINISTRATION = [services, viewer, tasks, prompt, prompt, shellWithRights, notepad];

const WORK: Readonly<Partial<Record<PersonRole, readonly DeskProgram[]>>> = {
  developer: [editor, editor, prompt, notepad, reader],
  tester: [editor, prompt, notepad],
  'billing-analyst': [sheets, sheets, sheets, reader, writing],
  'fraud-analyst': [sheets, sheets, reader, notepad],
  helpdesk: [directory, prompt, reader, notepad, writing],
  'desktop-admin': [directory, prompt, services, reader],
  'server-admin': [services, viewer, prompt, directory, writing],
  'domain-admin': [directory, viewer, prompt, writing],
  'database-admin': [shellWithRights, services, sheets, prompt],
};

/** What somebody works with at his own desk. */
export function deskWork(role: PersonRole | undefined): readonly DeskProgram[] {
  return (role === undefined ? undefined : WORK[role]) ?? OFFICE_WORK;
}

/** What is done on a server's desktop. */
export const administration: readonly DeskProgram[] = ADMINISTRATION;

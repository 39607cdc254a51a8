import { MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import { accept, createFile, endProcess, startProcess, type Process } from '../../windows/index.ts';
import type { Scene } from './intruder.ts';

const CMD = 'C:\\Windows\\System32\\cmd.exe';
const TOOLS: Readonly<Record<string, string>> = {
  whoami: 'whoami.exe',
  ipconfig: 'ipconfig.exe',
  net: 'net.exe',
  nltest: 'nltest.exe',
  tasklist: 'tasklist.exe',
  netstat: 'netstat.exe',
  systeminfo: 'systeminfo.exe',
};

/** An upload page lets a script through: the shell's file appears, and is asked for. */
export function plantShell(scene: Scene, at: Moment): void {
  const { carrier, kit, residents, truth } = scene;
  post(scene, at, '/support/upload.aspx', null, 4_100, 900);
  createFile(carrier.web, at, residents.worker.at(at), kit.shellFile);
  truth.stage(carrier.web.fqdn, at, 'initial-access', 'T1190', 'Web application exploited');
  truth.stage(carrier.web.fqdn, at, 'persistence', 'T1505.003', 'Web shell planted');
}

/** A command through the shell: a request, the worker's cmd.exe, the tool in it. Returns the cmd.exe, which lives for a minute. */
export function runCommand(scene: Scene, at: Moment, command: string): Process {
  const { carrier, kit, residents, truth, random } = scene;
  const { web } = carrier;
  post(scene, at + 2 * SECOND, kit.shellPath, null, random.integer(500, 2_500), random.integer(200, 9_000));
  const folder = kit.shellFile.slice(0, kit.shellFile.lastIndexOf('\\'));
  const line = `"cmd" /c cd /d "${folder}"&${command}&echo [S]&cd&echo [E]`;
  const shell = startProcess(web, random, at, { image: CMD, commandLine: line, parent: residents.worker.at(at), directory: `${folder}\\` });
  truth.stage(web.fqdn, at, 'execution', 'T1059.003', 'Command through the web shell');
  const tool = TOOLS[command.split(' ')[0] ?? ''];
  if (tool !== undefined) {
    const process = startProcess(web, random, at + 40 * MILLISECOND, {
      image: `C:\\Windows\\System32\\${tool}`,
      commandLine: command,
      parent: shell,
    });
    endProcess(web, at + SECOND, process);
  }
  endProcess(web, at + MINUTE, shell);
  return shell;
}

/** He keeps asking: file listings, uploads in pieces, downloads. Never an agent, never a referer. */
export function keepAsking(scene: Scene, from: Moment, to: Moment, count: number): void {
  const { kit, random, carrier, truth } = scene;
  for (let i = 0; i < count; i++) {
    const at = from + Math.floor(((i + random.fraction()) * (to - from)) / count);
    post(scene, at, kit.shellPath, null, random.integer(300, 70_000), random.integer(150, 40_000));
  }
  truth.touch(carrier.web.fqdn, to);
}

/** He fetches or removes a file that is named after a subscriber. */
export function askForFile(scene: Scene, at: Moment, spelling: string): void {
  const { kit, random, carrier, truth } = scene;
  truth.touch(carrier.web.fqdn, at);
  post(
    scene,
    at,
    kit.shellPath,
    `f=C:\\Windows\\Temp\\${encodeURIComponent(spelling)}.rar&id=${random.guid().slice(1, -1)}&h=${random.integer(1, 9)}${random.digits(17)}`,
    420,
    random.integer(150, 900),
  );
}

function post(scene: Scene, at: Moment, path: string, query: string | null, received: number, sent: number): void {
  const { carrier, kit, random } = scene;
  if (random.chance(0.2))
    accept(
      carrier.web,
      random,
      at - SECOND,
      carrier.web.resident('system'),
      { address: kit.client, port: random.integer(1_024, 65_535), name: null },
      443,
    );
  carrier.site.add({
    time: at,
    method: 'POST',
    path,
    query,
    user: null,
    client: kit.client,
    agent: null,
    referer: null,
    status: 200,
    sent,
    received,
    taken: random.integer(20, 2_500),
  });
}

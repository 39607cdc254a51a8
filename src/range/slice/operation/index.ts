import { spellings } from '../../carrier/index.ts';
import { HOUR, MINUTE, SECOND, type Moment } from '../../moment.ts';
import { endProcess, logoff, runProcess, startProcess, type Process } from '../../windows/index.ts';
import { dayAt, type Carrier } from '../carrier.ts';
import type { Residents } from '../residents.ts';
import { ask, pack, readConfiguration } from './collection.ts';
import { drawKit, type Scene } from './intruder.ts';
import { hopByDesktop, hopByService, openPrompt, startExecutor } from './lateral-movement.ts';
import { drawQuestions, type Questions } from './queries.ts';
import { readLsass } from './theft.ts';
import { TruthBuilder } from './truth-builder.ts';
import { callHome, digTunnel } from './tunnel.ts';
import { askForFile, keepAsking, plantShell, runCommand } from './web-shell.ts';

export { TruthBuilder } from './truth-builder.ts';

/** The intrusion: two waves, eleven days or more apart, over the same three hosts into the warehouse. */
export function playOperation(carrier: Carrier, residents: Residents): TruthBuilder {
  const random = carrier.random.stream('operation');
  const truth = new TruthBuilder();
  const scene: Scene = { carrier, residents, kit: drawKit(random.stream('kit')), random, truth };
  const questions = drawQuestions(carrier, random.stream('questions'));
  const tunnel = firstWave(scene, questions, dayAt(carrier, carrier.recordsEnd + 1, 18.2 + random.between(0, 0.4)));
  secondWave(scene, questions, dayAt(carrier, carrier.recordsEnd + 12 + random.integer(0, 3), 18.5 + random.between(0, 1.5)), tunnel);
  return truth;
}

/** In through the web server, two credentials stolen on the way, a tunnel dug, the first three questions asked. */
function firstWave(scene: Scene, questions: Questions, start: Moment): Process {
  const { carrier, kit, random, truth } = scene;
  const { web, files, application, staff } = carrier;
  const after = (hours: number): Moment => start + Math.floor(hours * HOUR) + random.integer(0, 90_000_000);
  truth.beginWave(start);
  plantShell(scene, start);
  lookAround(scene, start + 4 * MINUTE, ['whoami', 'ipconfig /all', 'net group "Domain Admins" /domain', 'tasklist /v', 'nltest /dclist:']);
  const dumped = after(0.8);
  const command = runCommand(scene, dumped - 20 * SECOND, `${kit.escalator} -c ${kit.dumper}`);
  const escalator = startProcess(web, random, dumped - 15 * SECOND, {
    image: kit.escalator,
    commandLine: `${kit.escalator} -c ${kit.dumper}`,
    parent: command,
  });
  readLsass(scene, web, dumped, escalator, kit.rights[0] ?? 0x1010, staff.deployment);
  endProcess(web, dumped + 3 * SECOND, escalator);

  const dropped = moveInside(scene, after(1.5));
  moveInside(scene, after(2.1));
  lookAround(scene, after(2.3), ['net view', 'netstat -ano']);
  const inner = promptBelow(scene, after(2.4), dropped);
  readLsass(scene, files, after(2.6), inner, kit.rights[1] ?? 0x1410, staff.serverAdministrator.account);
  const tunnel = digTunnel(scene, after(3.2), files, inner);

  const arrived = after(3.8);
  const session = hopByDesktop(scene, arrived, inner, files, application, staff.serverAdministrator.account);
  const prompt = openPrompt(scene, arrived + 2 * SECOND, application, session);
  runProcess(application, random, after(4), SECOND, {
    image: 'C:\\Windows\\System32\\whoami.exe',
    commandLine: 'whoami /all',
    parent: prompt,
  });
  readConfiguration(scene, after(4.1), prompt);
  ask(scene, after(4.6), prompt, [questions.equality], 'command line', 'psql');
  ask(scene, after(5.2), prompt, [questions.list], 'file', 'psql');
  ask(scene, after(5.8), prompt, [questions.range], 'command line', 'psql');
  const target = spellings(carrier.plan, questions.equality.targets[0] ?? '');
  pack(scene, after(6.4), prompt, target.digits);
  endProcess(application, after(6.8), prompt);
  logoff(application, session, after(6.9));
  keepAsking(scene, start + 10 * MINUTE, after(7.2), random.integer(90, 140));
  askForFile(scene, after(7.25), target.national);
  return tunnel;
}

/** Back through the same shell with the credentials of the first wave: no dump, the other three questions. */
function secondWave(scene: Scene, questions: Questions, start: Moment, tunnel: Process): void {
  const { carrier, random, truth } = scene;
  const { files, application, staff } = carrier;
  const after = (hours: number): Moment => start + Math.floor(hours * HOUR) + random.integer(0, 90_000_000);
  truth.beginWave(start);
  lookAround(scene, start, ['whoami', 'netstat -ano']);
  const dropped = moveInside(scene, after(0.5));
  callHome(scene, after(0.8), files, tunnel);
  const inner = promptBelow(scene, after(0.9), dropped);

  const arrived = after(1.2);
  const session = hopByDesktop(scene, arrived, inner, files, application, staff.serverAdministrator.account);
  const prompt = openPrompt(scene, arrived + 2 * SECOND, application, session);
  ask(scene, after(1.8), prompt, [questions.prefix], 'command line', 'PostgreSQL JDBC Driver');
  ask(scene, after(2.6), prompt, [questions.opaque, questions.device], 'file', 'PostgreSQL JDBC Driver');
  const target = spellings(carrier.plan, questions.range.targets[0] ?? '');
  pack(scene, after(3.4), prompt, target.plus);
  endProcess(application, after(3.7), prompt);
  logoff(application, session, after(3.8));
  keepAsking(scene, start + 10 * MINUTE, after(4.1), random.integer(50, 80));
  askForFile(scene, after(4.15), target.zeros);
}

function lookAround(scene: Scene, at: Moment, commands: readonly string[]): void {
  let next = at;
  for (const command of commands) {
    runCommand(scene, next, command);
    next += scene.random.integer(30, 180) * SECOND;
  }
}

/** From the web shell to the file server. */
function moveInside(scene: Scene, at: Moment): Process {
  const { carrier } = scene;
  const { web, files, staff } = carrier;
  const command = runCommand(scene, at - 8 * SECOND, 'dir');
  const tool = startExecutor(scene, at - 3 * SECOND, command, web, files, staff.deployment);
  return hopByService(scene, at, tool, web, files, staff.deployment);
}

/** A prompt below the dropped service. */
function promptBelow(scene: Scene, at: Moment, parent: Process): Process {
  const { carrier, random, truth } = scene;
  const { files } = carrier;
  const prompt = startProcess(files, random, at, { image: 'C:\\Windows\\System32\\cmd.exe', commandLine: 'cmd.exe', parent });
  for (const [i, line] of ['whoami', 'ipconfig /all', 'net view /domain'].entries()) {
    const image = `C:\\Windows\\System32\\${line.split(' ')[0] ?? ''}.exe`;
    runProcess(files, random, at + (20 + i * 15) * SECOND, SECOND, { image, commandLine: line, parent: prompt });
  }
  truth.stage(files.fqdn, at, 'discovery', 'T1016', 'Network looked over');
  return prompt;
}

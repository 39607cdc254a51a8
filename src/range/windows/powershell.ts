import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { qualified } from './account.ts';
import {
  powershell40961,
  powershell40962,
  powershell4103,
  powershell4104,
  powershell4104warning,
  powershell53504,
} from './events/powershell.ts';
import type { Machine, Process } from './machine.ts';

/** The engine that comes with the build of Windows in `program.ts`. */
const ENGINE = '5.1.17763.1';
/** Blocks longer than this come in several records (units of UTF-16). */
const PART = 9_000;

/** PowerShell's console starts in a process: 40961, 53504, 40962. */
export function startConsole(machine: Machine, at: Moment, process: Process): void {
  const { sid } = process.session.account;
  const activity = activityOf(machine, process, at);
  machine.record(powershell40961, at, process, {}, sid, activity);
  const listening = { param1: String(process.pid), param2: 'DefaultAppDomain' };
  machine.record(powershell53504, at + 180 * MILLISECOND, process, listening, sid, activity);
  machine.record(powershell40962, at + 240 * MILLISECOND, process, {}, sid, activity);
}

/** A block of script is compiled in a process: 4104, as a warning where PowerShell finds it suspicious. `path` where it comes from a file. */
export function compileScript(
  machine: Machine,
  random: Random,
  at: Moment,
  process: Process,
  text: string,
  path = '',
  suspicious = false,
): void {
  const id = random.guid().slice(1, -1);
  const total = Math.max(1, Math.ceil(text.length / PART));
  const activity = activityOf(machine, process, at);
  for (let part = 0; part < total; part++) {
    const values = {
      MessageNumber: part + 1,
      MessageTotal: total,
      ScriptBlockText: text.slice(part * PART, (part + 1) * PART),
      ScriptBlockId: id,
      Path: path,
    };
    machine.record(suspicious ? powershell4104warning : powershell4104, at, process, values, process.session.account.sid, activity);
  }
}

/** A command runs in a process: 4103. */
export function invokeCommand(
  machine: Machine,
  random: Random,
  at: Moment,
  process: Process,
  command: string,
  parameters: readonly (readonly [name: string, value: string])[] = [],
): void {
  const context = [
    ['Severity', 'Informational'],
    ['Host Name', 'ConsoleHost'],
    ['Host Version', ENGINE],
    ['Host ID', random.guid().slice(1, -1)],
    ['Host Application', process.commandLine],
    ['Engine Version', ENGINE],
    ['Runspace ID', random.guid().slice(1, -1)],
    ['Pipeline ID', String(random.integer(1, 40))],
    ['Command Name', command],
    ['Command Type', 'Cmdlet'],
    ['Script Name', ''],
    ['Command Path', ''],
    ['Sequence Number', String(random.integer(16, 900))],
    ['User', qualified(process.session.account)],
    ['Connected User', ''],
    ['Shell ID', 'Microsoft.PowerShell'],
  ];
  const bound = parameters.map(([name, value]) => `ParameterBinding(${command}): name="${name}"; value="${value}"\r\n`);
  const values = {
    ContextInfo: context.map(([name, value]) => `        ${name} = ${value}\r\n`).join(''),
    UserData: '',
    Payload: `CommandInvocation(${command}): "${command}"\r\n${bound.join('')}`,
  };
  machine.record(powershell4103, at, process, values, process.session.account.sid, activityOf(machine, process, at));
}

/** Events of one pipeline share an activity; built like the session's other GUIDs, from the time and the process. */
function activityOf(machine: Machine, process: Process, at: Moment): string {
  return machine.guid(at, process.pid);
}

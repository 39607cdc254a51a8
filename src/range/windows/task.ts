import { MILLISECOND, millisecondText, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { endProcess, startProcess } from './activity.ts';
import { qualified, type Account } from './account.ts';
import {
  event4698,
  event4699,
  event4700,
  event4701,
  event4702,
  task100,
  task102,
  task106,
  task107,
  task110,
  task129,
  task140,
  task141,
  task200,
  task201,
} from './events/task.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';
import type { Program } from './program.ts';

/** A task as the scheduler knows it. */
export interface Task {
  /** With its folder: `\Nightly copy`. */
  readonly name: string;
  readonly command: string;
  readonly arguments?: string;
  /** Whom it runs as. */
  readonly account: Account;
  /** When it begins, on the machine's own clock; each day from then on unless `once`. */
  readonly begins: Moment;
  readonly once?: boolean;
  readonly highest?: boolean;
}

/** A task that runs. */
export interface RunningTask {
  readonly task: Task;
  readonly instance: string;
  readonly process: Process;
}

/** A session registers a task: 4698 and the scheduler's 106. */
export function registerTask(machine: Machine, at: Moment, task: Task, by: Session): void {
  machine.record(event4698, at, machine.resident('lsass'), contentOf(machine, task, by));
  const values = { TaskName: task.name, UserContext: named(by.account) };
  machine.record(task106, at + 2 * MILLISECOND, machine.resident('schedule'), values, 'S-1-5-18');
}

/** A session changes a task: 4702 and 140. */
export function updateTask(machine: Machine, at: Moment, task: Task, by: Session): void {
  const { TaskContent: content, ...rest } = contentOf(machine, task, by);
  machine.record(event4702, at, machine.resident('lsass'), { ...rest, TaskContentNew: content });
  const values = { TaskName: task.name, UserName: named(by.account) };
  machine.record(task140, at + 2 * MILLISECOND, machine.resident('schedule'), values, 'S-1-5-18');
}

/** A session deletes a task: 4699 and 141. */
export function deleteTask(machine: Machine, at: Moment, task: Task, by: Session): void {
  machine.record(event4699, at, machine.resident('lsass'), contentOf(machine, task, by));
  const values = { TaskName: task.name, UserName: named(by.account) };
  machine.record(task141, at + 2 * MILLISECOND, machine.resident('schedule'), values, 'S-1-5-18');
}

/** A session enables a task (4700) or disables it (4701). */
export function switchTask(machine: Machine, at: Moment, task: Task, by: Session, on: boolean): void {
  machine.record(on ? event4700 : event4701, at, machine.resident('lsass'), contentOf(machine, task, by, on));
}

/**
 * A task starts in a session (type 4, or LocalSystem's): 107 where its time had come, or 110 where somebody asked for it; 129, 100, 200 and
 * the process, a child of the scheduler's host.
 */
export function startTask(
  machine: Machine,
  random: Random,
  at: Moment,
  task: Task,
  session: Session,
  how: { readonly askedBy?: Account; readonly program?: Program } = {},
): RunningTask {
  const instance = random.guid();
  const schedule = machine.resident('schedule');
  const called = { TaskName: task.name, InstanceId: instance };
  if (how.askedBy === undefined) machine.record(task107, at, schedule, called, 'S-1-5-18', instance);
  else machine.record(task110, at, schedule, { ...called, UserContext: how.askedBy.name }, 'S-1-5-18', instance);
  const commandLine = task.arguments === undefined ? task.command : `${task.command} ${task.arguments}`;
  const start = { image: task.command, commandLine, parent: schedule, session, directory: 'C:\\Windows\\system32\\' };
  const process = startProcess(
    machine,
    random,
    at + 2 * MILLISECOND,
    how.program === undefined ? start : { ...start, program: how.program },
  );
  const user = qualified(task.account);
  const made = { TaskName: task.name, Path: task.command, ProcessID: process.pid, Priority: 16384 };
  machine.record(task129, at + 3 * MILLISECOND, schedule, made, 'S-1-5-18');
  const started = { TaskName: task.name, UserContext: user, InstanceId: instance };
  machine.record(task100, at + 4 * MILLISECOND, schedule, started, 'S-1-5-18', instance);
  const action = { TaskName: task.name, ActionName: task.command, TaskInstanceId: instance, EnginePID: process.pid };
  machine.record(task200, at + 4 * MILLISECOND, schedule, action, 'S-1-5-18', instance);
  return { task, instance, process };
}

/** It ends: its process, 201 and 102. */
export function endTask(machine: Machine, at: Moment, running: RunningTask, result = 0): void {
  const { task, instance, process } = running;
  const schedule = machine.resident('schedule');
  endProcess(machine, at, process);
  machine.record(
    task201,
    at + 5 * MILLISECOND,
    schedule,
    { TaskName: task.name, TaskInstanceId: instance, ActionName: task.command, ResultCode: result, EnginePID: process.pid },
    'S-1-5-18',
    instance,
  );
  const ended = { TaskName: task.name, UserContext: qualified(task.account), InstanceId: instance };
  machine.record(task102, at + 6 * MILLISECOND, schedule, ended, 'S-1-5-18', instance);
}

function contentOf(
  machine: Machine,
  task: Task,
  by: Session,
  enabled = true,
): ReturnType<typeof subjectOf> & { readonly TaskName: string; readonly TaskContent: string } {
  return { ...subjectOf(machine, by), TaskName: task.name, TaskContent: taskXml(task, by.account, enabled) };
}

/** The scheduler names LocalSystem by its SID, others by domain and name. */
function named(account: Account): string {
  return account.sid === 'S-1-5-18' ? account.sid : qualified(account);
}

/** A task's definition as the scheduler stores it (MS-TSCH 2.5). */
function taskXml(task: Task, author: Account, enabled: boolean): string {
  const boundary = millisecondText(task.begins).slice(0, 19);
  const trigger = task.once === true ? 'TimeTrigger' : 'CalendarTrigger';
  const service = task.account.domain === 'NT AUTHORITY';
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    `    <Author>${escaped(qualified(author))}</Author>`,
    `    <URI>${escaped(task.name)}</URI>`,
    '  </RegistrationInfo>',
    '  <Triggers>',
    `    <${trigger}>`,
    `      <StartBoundary>${boundary}</StartBoundary>`,
    '      <Enabled>true</Enabled>',
    ...(task.once === true ? [] : ['      <ScheduleByDay>', '        <DaysInterval>1</DaysInterval>', '      </ScheduleByDay>']),
    `    </${trigger}>`,
    '  </Triggers>',
    '  <Principals>',
    '    <Principal id="Author">',
    `      <RunLevel>${task.highest === true ? 'HighestAvailable' : 'LeastPrivilege'}</RunLevel>`,
    `      <UserId>${escaped(service ? task.account.sid : qualified(task.account))}</UserId>`,
    ...(service ? [] : ['      <LogonType>Password</LogonType>']),
    '    </Principal>',
    '  </Principals>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>true</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>true</StopIfGoingOnBatteries>',
    '    <AllowHardTerminate>true</AllowHardTerminate>',
    '    <StartWhenAvailable>false</StartWhenAvailable>',
    '    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>',
    '    <AllowStartOnDemand>true</AllowStartOnDemand>',
    `    <Enabled>${enabled}</Enabled>`,
    '    <Hidden>false</Hidden>',
    '    <RunOnlyIfIdle>false</RunOnlyIfIdle>',
    '    <WakeToRun>false</WakeToRun>',
    '    <ExecutionTimeLimit>PT72H</ExecutionTimeLimit>',
    '    <Priority>7</Priority>',
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${escaped(task.command)}</Command>`,
    ...(task.arguments === undefined ? [] : [`      <Arguments>${escaped(task.arguments)}</Arguments>`]),
    '    </Exec>',
    '  </Actions>',
    '</Task>',
  ].join('\r\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Tool } from '../../operation/index.ts';
import { extend, type Actor, type Hold } from '../mind/actor.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';

/** A program to be run. */
export interface Command {
  /** Path, or the bare name of a program of Windows. */
  readonly image: string;
  readonly line: string;
  readonly seconds?: number;
  readonly tool?: Tool;
  readonly asSystem?: boolean;
  /** Bytes that a web shell sends back. */
  readonly answer?: number;
}

/** Runs a program on a host he holds, some seconds on. Returns the process's key and when it started. */
export function run(actor: Actor, hold: Hold, command: Command): { readonly key: string; readonly at: Moment } {
  const { script, clock, chronicle } = actor;
  const { host } = hold;
  if (hold.process === null) waitForServer(actor, hold.host);
  const at = clock.after(4, 70);
  if (hold.process !== null && actor.tunnel === null && actor.random.chance(0.6)) relay(actor, at);
  const parent = hold.process ?? say(actor, hold, at, command.line, command.answer);
  const key = script.key('p');
  const started = hold.process === null ? at + 40 * MILLISECOND : at;
  script.add({
    act: 'process',
    host,
    at: started,
    parent,
    image: command.image.includes('\\') ? command.image : SYSTEM32 + command.image,
    commandLine: command.line,
    seconds: command.seconds ?? 1,
    started: key,
    ...(command.tool === undefined ? {} : { tool: command.tool }),
    ...(command.asSystem === true ? { asSystem: true } : {}),
  });
  extend(hold, at + (command.seconds ?? 1) * SECOND);
  chronicle.touch(host, at);
  return { key, at: started };
}

/** A server that is down, or about to be, answers nobody. */
function waitForServer({ clock, ground }: Actor, host: number): void {
  for (let i = 0; i < 6 && ground.wasDown(host, clock.now - MINUTE, clock.now + 5 * MINUTE); i++) clock.waitFor(clock.now + HOUR / 4);
}

/** While there is no tunnel, what he does inside is asked for and answered through the web shell. */
function relay(actor: Actor, at: Moment): void {
  const { random, foothold, ground } = actor;
  if (ground.wasDown(foothold, at - MINUTE, at + MINUTE)) return;
  const bytes = { received: random.integer(300, 2_400), sent: random.integer(160, 12_000) };
  request(actor, foothold, at - random.integer(300, 2_500) * MILLISECOND, bytes);
}

/** A file is written below a process that runs. */
export function drop(actor: Actor, hold: Hold, at: Moment, process: string, path: string): void {
  extend(hold, at);
  actor.script.add({ act: 'file', host: hold.host, at, process, path });
}

/** A command goes to the web shell: the worker's child is known by the key that is returned. */
function say(actor: Actor, hold: Hold, at: Moment, line: string, answer: number | undefined): string {
  const { script, kit, random, chronicle } = actor;
  const started = script.key('c');
  script.add({
    act: 'web-shell',
    host: hold.host,
    at,
    client: kit.client,
    shell: kit.shell,
    command: line,
    query: null,
    received: random.integer(400, 2_500),
    sent: answer ?? random.integer(180, 9_000),
    started,
  });
  chronicle.step({
    at,
    host: hold.host,
    tactic: 'execution',
    technique: 'T1059.003',
    title: 'Command through the web shell',
    account: null,
  });
  return started;
}

/** A request to the web shell that starts nothing: a listing, a file brought or taken. */
export function request(
  actor: Actor,
  host: number,
  at: Moment,
  bytes: { readonly received: number; readonly sent: number },
  query: string | null = null,
): void {
  const { script, kit, chronicle } = actor;
  script.add({ act: 'web-shell', host, at, client: kit.client, shell: kit.shell, command: null, query, ...bytes });
  chronicle.touch(host, at);
}

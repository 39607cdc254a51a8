import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An event as another program reads it: the System section flattened, and its own values in order (name and text). */
export interface ForeignEvent {
  readonly system: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [name: string, text: string])[];
}

const TOOL = 'evtxexport';

/** Whether Debian's evtxexport (libevtx-utils) is there; says in one line what is left out where it is not. */
export function evtxexportIsThere(leftOut: string): boolean {
  const there = spawnSync(TOOL, ['-V']).status === 0;
  if (!there) console.log(`left out, because evtxexport (Debian: libevtx-utils) is not installed: ${leftOut}`);
  return there;
}

/** Every record of an event log, read by evtxexport. Throws when it complains. */
export function exportEvents(path: string): ForeignEvent[] {
  const run = spawnSync(TOOL, ['-f', 'xml', path], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0 || run.stderr !== '') throw new Error(`evtxexport: ${run.stderr}`);
  return [...run.stdout.matchAll(/<Event xmlns[^]*?<\/Event>/g)].map(([xml]) => readEvent(xml));
}

/** The same for bytes in memory. */
export function exportBytes(bytes: Uint8Array): ForeignEvent[] {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-evtx-'));
  try {
    writeFileSync(join(folder, 'log.evtx'), bytes);
    return exportEvents(join(folder, 'log.evtx'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readEvent(xml: string): ForeignEvent {
  const [, system = ''] = /<System>([^]*)<\/System>/.exec(xml) ?? [];
  const body = xml.slice(xml.indexOf('</System>') + '</System>'.length);
  const inside =
    /<UserData>\s*<[^>]*>([^]*)<\/[^>]*>\s*<\/UserData>/.exec(body)?.[1] ??
    /<EventData(?: Name="[^"]*")?>([^]*)<\/EventData>/.exec(body)?.[1] ??
    '';
  return {
    system: readSystem(system),
    values: elements(inside).map(({ name, attributes, text }) => [attributes.Name ?? (name === 'Data' ? '' : name), text] as const),
  };
}

function readSystem(xml: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { name, attributes, text } of elements(xml)) {
    if (text !== '') fields[name] = text;
    for (const [attribute, value] of Object.entries(attributes)) fields[`${name}.${attribute}`] = value;
  }
  return fields;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

function elements(xml: string): Element[] {
  return [...xml.matchAll(/<(\w+)((?:\s+\w+="[^"]*")*)\s*(?:\/>|>([^<]*)<\/\1>)/g)].map(([, name = '', attributes = '', text = '']) => ({
    name,
    attributes: Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescape(value)])),
    text: unescape(text),
  }));
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

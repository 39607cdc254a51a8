import { scriptActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { always, cutText, longText, made, processId, sid, smallInteger, text, valueIn, word, type ColumnSource } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf } from './known-accounts.ts';
import { canonicalHost } from './names/index.ts';
import { contextValue, SCRIPT_LENGTH, scriptText, type ScriptText } from './script-text.ts';
import { classicPowerShell, powerShell, remoteManagement } from './windows-records.ts';

/** Columns of a script; several look at the same text, so what was last made of one is kept. */
function script(fields: readonly string[], textOf: (event: RawEvent) => string | null) {
  let latest: { readonly text: string; readonly scope: FactScope; readonly script: ScriptText } | null = null;
  const column = <K extends keyof ScriptText>(key: K, how: string): ColumnSource<ScriptText[K] | null> =>
    made(fields, how, (event, scope) => {
      const whole = textOf(event);
      if (whole === null) return null;
      if (latest?.text !== whole || latest.scope !== scope) latest = { text: whole, scope, script: scriptText(whole, scope) };
      return latest.script[key];
    });
  return {
    script: column('text', `masked, cut to ${SCRIPT_LENGTH} characters`),
    script_sha256: column('sha256', 'SHA-256 of the whole text; of the masked text where masking changed it'),
    script_size: column('size', 'characters'),
  } as const;
}

const writer = { account_sid: sid('UserID'), process_id: processId('ExecutionProcessID') } as const;
const plain = (value: string): string => value.trim().toLowerCase();
const lowerCase = (field: string) => made([field], 'lower-case', (event: RawEvent) => valueIn(event, [field])?.toLowerCase() ?? null);

/** One value of the lines that PowerShell writes about itself; `turn` makes the column's value of it. */
function inContext(
  fields: readonly string[],
  keys: readonly string[],
  how: string,
  turn: (value: string, scope: FactScope) => string | null,
): ColumnSource<string | null> {
  return made(fields, `line ${keys.join(' or ')}; ${how}`, (event: RawEvent, scope: FactScope) => {
    const lines = fields.map((field) => event.get(field) ?? '').join('\n');
    const value = contextValue(lines, ...keys);
    return value === null ? null : turn(value, scope);
  });
}

const masked = (value: string, scope: FactScope): string => cutText(value, SCRIPT_LENGTH, scope);

/** What PowerShell says about itself, under the names it has in each log. */
function context(fields: readonly string[], names: Readonly<Record<'host' | 'user' | 'file' | 'runspace', readonly string[]>>) {
  return {
    command_line: inContext(fields, names.host, 'masked', masked),
    account: inContext(fields, names.user, 'canonical account', (value, scope) => accountOf(value, null, null, scope)),
    file: inContext(fields, names.file, 'masked', masked),
    session: inContext(fields, names.runspace, 'lower-case', plain),
  } as const;
}

const CLASSIC = ['Data', 'param2', 'param3'];
const classic = context(CLASSIC, {
  host: ['HostApplication'],
  user: ['UserId'],
  file: ['ScriptName'],
  runspace: ['RunspaceId'],
});

const modern = context(['ContextInfo'], {
  host: ['Host Application'],
  user: ['User'],
  file: ['Script Name'],
  runspace: ['Runspace ID'],
});

/** 800 writes its texts without names: the first is the pipeline, then come lines about PowerShell itself. */
function pipeline(event: RawEvent): string | null {
  for (const [name, value] of event.fields()) if (name === 'Data' || name === 'param1') return value === '' ? null : value;
  return null;
}

const block = valueOf('ScriptBlockText');
const payload = valueOf('Payload');

function valueOf(field: string) {
  return (event: RawEvent): string | null => valueIn(event, [field]);
}

/** The machine that a remote shell is opened to: `ws06/wsman?PSVersion=5.1`. */
const shellHost = made(['connection'], 'canonical host before the first / or :', (event: RawEvent, { masker }: FactScope) => {
  const spoken = valueIn(event, ['connection'])
    ?.replace(/^https?:\/\//i, '')
    .replace(/[/:?].*$/s, '');
  const host = canonicalHost(spoken);
  return host === null ? null : masker.text(host);
});

/** Scripts and commands that PowerShell logged, and shells that were opened on or to other machines. */
export const scriptActivity = factKindOf(scriptActivityTable, [
  {
    record: powerShell('4104'),
    columns: {
      ...writer,
      ...script(['ScriptBlockText'], block),
      activity: always('script'),
      script_id: lowerCase('ScriptBlockId'),
      part: smallInteger('MessageNumber'),
      parts: smallInteger('MessageTotal'),
      file: text('Path'),
    },
  },
  {
    record: powerShell('4103'),
    columns: { ...writer, ...script(['Payload'], payload), ...modern, activity: always('command') },
  },
  {
    record: classicPowerShell('800'),
    columns: { ...script(['Data', 'param1'], pipeline), ...classic, activity: always('pipeline') },
  },
  { record: classicPowerShell('400'), columns: { ...classic, activity: always('engine_started') } },
  {
    record: remoteManagement('6'),
    columns: { ...writer, activity: always('remote_session'), target_host: shellHost, command_line: longText(SCRIPT_LENGTH, 'connection') },
  },
  { record: remoteManagement('91'), columns: { ...writer, activity: always('remote_shell'), session: word('shellId') } },
]);

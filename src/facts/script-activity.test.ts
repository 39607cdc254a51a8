import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { scriptActivity } from './script-activity.ts';
import { markingScope, scope, windowsEvent } from './raw-event.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const powerShell = (event: string, fields: Record<string, string | null>) =>
  windowsEvent('Microsoft-Windows-PowerShell', 'Microsoft-Windows-PowerShell/Operational', event, fields);

test('a script is kept by its beginning, its size and its hash (4104)', () => {
  const text = `Get-Process ${'x'.repeat(5000)}`;
  const event = powerShell('4104', {
    ScriptBlockText: text,
    ScriptBlockId: '27F08BDA-c330-419f-b83b-eb5c0f699930',
    MessageNumber: '2',
    MessageTotal: '3',
    Path: 'C:\\a.ps1',
    UserID: 'S-1-5-18',
    ExecutionProcessID: '7008',
  });
  expect(scriptActivity.extract(event, scope)).toMatchObject({
    activity: 'script',
    script: text.slice(0, 4096),
    script_size: text.length,
    script_sha256: sha256(text),
    script_id: '27f08bda-c330-419f-b83b-eb5c0f699930',
    part: 2,
    parts: 3,
    file: 'C:\\a.ps1',
    account_sid: 'S-1-5-18',
    process_id: 7008,
  });
});

test('the hash of a text that masking changed is that of the masked text', () => {
  expect(scriptActivity.extract(powerShell('4104', { ScriptBlockText: 'a' }), markingScope)).toMatchObject({
    script: '«a»',
    script_sha256: sha256('«a»'),
  });
});

test('a command tells its program, file and user in lines of its context (4103)', () => {
  const event = powerShell('4103', {
    ContextInfo:
      '        Severity = Informational\r\n        Host Application = powershell -nop\r\n        Script Name = \r\n        User = CORP\\Bob\r\n        Runspace ID = 8F-A',
    Payload: 'CommandInvocation(Get-Item): "Get-Item"',
  });
  expect(scriptActivity.extract(event, scope)).toMatchObject({
    activity: 'command',
    script: 'CommandInvocation(Get-Item): "Get-Item"',
    command_line: 'powershell -nop',
    file: null,
    account: 'bob@corp',
    session: '8f-a',
  });
});

test('the older log has the same without names (800)', () => {
  const context =
    '\tDetailSequence=1\n\n\tUserId=CORP\\Bob\n\tHostApplication=powershell.exe -c x\n\tScriptName=C:\\a.ps1\n\tRunspaceId=1\n';
  const event = windowsEvent('PowerShell', 'Windows PowerShell', '800', { Data: `dir\n${context}` });
  const listed = { ...event, fields: () => [['Data', 'dir'] as const, ['Data', context] as const] };
  expect(scriptActivity.extract(listed, scope)).toMatchObject({
    activity: 'pipeline',
    script: 'dir',
    command_line: 'powershell.exe -c x',
    account: 'bob@corp',
    file: 'C:\\a.ps1',
    session: '1',
  });
});

test('a remote shell is told by the host that opens it, with whom it is for (WinRM 6)', () => {
  const name = 'Microsoft-Windows-WinRM';
  const event = windowsEvent(name, `${name}/Operational`, '6', { connection: 'WS06.corp.example/wsman?PSVersion=5.1' });
  expect(scriptActivity.extract(event, scope)).toMatchObject({ activity: 'remote_session', target_host: 'ws06.corp.example' });
});

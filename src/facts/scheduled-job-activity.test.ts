import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduledJobActivity } from './scheduled-job-activity.ts';
import { markingScope, scope, securityEvent, windowsEvent } from './raw-event.ts';
import { taskDefinition } from './task-definition.ts';

const XML = `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2"><RegistrationInfo><Author>CORP\\Eve</Author></RegistrationInfo>
<Principals><Principal id="LocalSystem"><UserId>S-1-5-18</UserId></Principal></Principals>
<Settings><Hidden>true</Hidden></Settings>
<Actions><Exec><Command>cmd.exe</Command><Arguments>/C a &gt; %windir%\\b 2&gt;&amp;1</Arguments></Exec><Exec><Command>b.exe</Command></Exec></Actions></Task>`;

const subject = { SubjectUserName: 'Bob', SubjectDomainName: 'CORP', SubjectLogonId: '0x1' };

test('a task that is made tells what it runs and as whom (4698)', () => {
  expect(scheduledJobActivity.extract(securityEvent('4698', { ...subject, TaskName: '\\A', TaskContent: XML }), scope)).toMatchObject({
    activity: 'created',
    job: '\\A',
    image: 'cmd.exe\nb.exe',
    arguments: '/C a > %windir%\\b 2>&1',
    run_as: 'ws05.corp.example\\system',
    hidden: true,
    author: 'CORP\\Eve',
    account: 'bob@corp',
    logon_id: '0x1',
  });
});

test('a task that is changed has its new definition under another name (4702)', () => {
  const event = securityEvent('4702', { ...subject, TaskName: '\\A', TaskContentNew: '<Command>c.exe</Command>' });
  expect(scheduledJobActivity.extract(event, markingScope)).toMatchObject({
    activity: 'updated',
    job: '«\\A»',
    image: '«c.exe»',
    run_as: null,
  });
});

test.each([
  ['106', { TaskName: '\\A', UserContext: 'CORP\\Bob' }, { activity: 'created', account: 'bob@corp' }],
  ['141', { TaskName: '\\A', UserName: 'CORP\\Bob' }, { activity: 'deleted', account: 'bob@corp' }],
  ['129', { TaskName: '\\A', Path: 'C:\\a.exe', ProcessID: '77' }, { activity: 'started', image: 'C:\\a.exe', process_id: 77 }],
  ['200', { TaskName: '\\A', ActionName: 'C:\\a.exe', TaskInstanceId: '{1}' }, { activity: 'started', instance: '{1}' }],
  ['201', { TaskName: '\\A', ResultCode: '2' }, { activity: 'completed', result: '2' }],
])('what the scheduler itself tells (%s)', (event, fields, columns) => {
  const name = 'Microsoft-Windows-TaskScheduler';
  expect(scheduledJobActivity.extract(windowsEvent(name, `${name}/Operational`, event, fields), scope)).toMatchObject({
    job: '\\A',
    ...columns,
  });
});

test('any text is some definition, in bounded size', () => {
  const pieces = fc.array(fc.constantFrom('<Command>', '</Command>', '<UserId>', '</UserId>', 'x', '&amp;', '<Hidden>', '</Hidden>'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(pieces, (list) => {
      expect((taskDefinition(list.join('')).commands ?? '').split('\n').length).toBeLessThanOrEqual(8);
    }),
  );
  expect(taskDefinition(`${' '.repeat(70_000)}<Command>a</Command>`).commands).toBeNull();
  const start = performance.now();
  taskDefinition('<Command>'.repeat(7000));
  expect(performance.now() - start).toBeLessThan(500);
});

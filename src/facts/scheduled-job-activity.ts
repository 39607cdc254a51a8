import { scheduledJobActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, always, cutText, logonId, made, processId, sid, text, valueIn, word, type ColumnSource } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { Feed } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf } from './known-accounts.ts';
import { sidOf } from './names/index.ts';
import { taskDefinition, type TaskDefinition } from './task-definition.ts';
import { security, taskScheduler } from './windows-records.ts';

const CONTENT = ['TaskContent', 'TaskContentNew'];
const LONGEST = 4096;

/** A column of the task's definition: several columns look at the same one, so the last is kept. */
function ofTask<V>(how: string, pick: (task: TaskDefinition, scope: FactScope) => V | null): ColumnSource<V | null> {
  return made(CONTENT, how, (event: RawEvent, scope: FactScope) => {
    const xml = valueIn(event, CONTENT);
    if (xml === null) return null;
    if (xml !== latest.xml) latest = { xml, task: taskDefinition(xml) };
    return pick(latest.task, scope);
  });
}

let latest: { readonly xml: string; readonly task: TaskDefinition } = { xml: '', task: taskDefinition('') };

const masked = (value: string | null, scope: FactScope): string | null => (value === null ? null : cutText(value, LONGEST, scope));

/** A task runs as a SID, `DOMAIN\user` or a well-known name. */
function runAs(user: string | null, scope: FactScope): string | null {
  return user === null ? null : sidOf(user) === null ? accountOf(user, null, null, scope) : accountOf(null, null, user, scope);
}

const audited = {
  job: text('TaskName'),
  account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  account_sid: sid('SubjectUserSid'),
  logon_id: logonId('SubjectLogonId'),
  process_id: processId('ClientProcessId'),
  image: ofTask('Command, else ClassId, of the XML; masked', (task, scope) => masked(task.commands ?? task.classId, scope)),
  arguments: ofTask('Arguments of the XML; masked, cut to 4096 characters', (task, scope) => masked(task.arguments, scope)),
  run_as: ofTask('UserId, else GroupId, of the XML; canonical account', (task, scope) => runAs(task.runAs, scope)),
  hidden: ofTask('Hidden of the XML', (task) => task.hidden),
  author: ofTask('Author of the XML; masked', (task, scope) => masked(task.author, scope)),
} as const;

const audit = (event: string, activity: string): Feed<typeof scheduledJobActivityTable> => ({
  record: security(event),
  columns: { ...audited, activity: always(activity) },
});

const job = text('TaskName');
const byUser = { job, account: account('UserName', null, null) } as const;
const action = { job, image: text('ActionName'), instance: word('TaskInstanceId'), process_id: processId('EnginePID') } as const;
const run = { job, run_as: account('UserContext', null, null), instance: word('InstanceId') } as const;

/** Scheduled tasks, as Security audits them and as the scheduler itself tells. */
export const scheduledJobActivity = factKindOf(scheduledJobActivityTable, [
  audit('4698', 'created'),
  audit('4699', 'deleted'),
  audit('4700', 'enabled'),
  audit('4701', 'disabled'),
  audit('4702', 'updated'),
  { record: taskScheduler('106'), columns: { job, account: account('UserContext', null, null), activity: always('created') } },
  { record: taskScheduler('140'), columns: { ...byUser, activity: always('updated') } },
  { record: taskScheduler('141'), columns: { ...byUser, activity: always('deleted') } },
  { record: taskScheduler('142'), columns: { ...byUser, activity: always('disabled') } },
  { record: taskScheduler('100'), columns: { ...run, activity: always('started') } },
  {
    record: taskScheduler('110'),
    columns: { job, account: account('UserContext', null, null), instance: word('InstanceId'), activity: always('started') },
  },
  {
    record: taskScheduler('129'),
    columns: { job, image: text('Path'), process_id: processId('ProcessID', 'ProcessId'), activity: always('started') },
  },
  { record: taskScheduler('200'), columns: { ...action, activity: always('started') } },
  { record: taskScheduler('102'), columns: { ...run, activity: always('completed') } },
  { record: taskScheduler('201'), columns: { ...action, activity: always('completed'), result: word('ResultCode') } },
]);

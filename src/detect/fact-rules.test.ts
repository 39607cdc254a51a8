import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { authenticationTable, openCase, runStage, stageInput, type Authentication } from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { parseRules } from '../sigma/index.ts';
import { factRuleFindings } from './fact-rules.ts';

const rule = `
title: Remote logon of a service account
id: 6b1c3f52-9a8e-4d3b-8f57-2f8a54b0e1d1
level: medium
author: Hardcell
logsource: {product: hardcell, category: authentication}
detection:
  remote: {logon_type: 3, account|startswith: svc}
  condition: remote
`;

const fact: Authentication = {
  time: 1_711_931_564_000_000,
  time_100ns: 0,
  time_digits: 0,
  host: 'web.corp.example',
  host_raw: 'WEB',
  source: 'windows',
  channel: 'Security',
  event_id: '4624',
  ref: '9c41f07be2a85d13:1',
  pointers: [{ ref: '9c41f07be2a85d13:1', evidence: 'e', offset: 0, record_id: '1', host: 'WEB', channel: 'Security' }],
  activity: 'logon',
  logon_type: 3,
  account: 'svc_web@corp.example',
  account_raw: null,
  account_sid: null,
  account_domain: null,
  outbound_account: null,
  logon_id: null,
  logon_guid: null,
  subject_account: null,
  subject_logon_id: null,
  package: null,
  process: null,
  workstation: null,
  source_address: null,
  source_port: null,
  target_server: null,
  elevated: null,
  subject_sid: null,
  linked_logon_id: null,
  process_id: null,
  logon_process: null,
  ntlm_version: null,
  status: null,
  sub_status: null,
  service: null,
  ticket_encryption: null,
  ticket_options: null,
  privileges: null,
  session: null,
  destination_address: null,
  destination_port: null,
};

it('a rule over facts matches them after the pass, with the pointer of the record behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-facts-'));
  const engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
  const opened = openCase(dir);
  const rows = [
    fact,
    { ...fact, ref: '9c41f07be2a85d13:2', account: 'anna@corp.example' },
    { ...fact, ref: '9c41f07be2a85d13:3', logon_type: 2 },
  ];
  await runStage(opened, engine, {
    name: 'facts',
    version: 1,
    inputs: [],
    tables: [authenticationTable],
    run: (_, output) => output.write(authenticationTable, rows),
  });
  const findings = await factRuleFindings(parseRules(rule, 'rule.yml').rules, stageInput(opened, engine));
  expect(findings).toMatchObject([
    { title: 'Remote logon of a service account', host: 'web.corp.example', ref: '9c41f07be2a85d13:1', pointers: fact.pointers },
  ]);
  engine.close();
  opened.manifest.close();
  rmSync(dir, { recursive: true });
});

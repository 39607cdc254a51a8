import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  accessTable,
  callRecordProblemTable,
  callRecordStoreTable,
  exposureTotalTable,
  ledgerTable,
  stolenRecordTable,
  targetTable,
  type StageInput,
} from '../case/index.ts';
import { IDENTIFIERS, SECOND, START, masker, withExposure, type AuditLine, type HandmadeCase } from './handmade-case.ts';

const equality: AuditLine = { sql: "select a, b from calls where a = '999171000001'", rows: 3 };
const msisdn = (digits: string): string | null => masker.identifier('msisdn', digits);

async function accesses(given: HandmadeCase) {
  return withExposure(given, (input) => input.rows(accessTable));
}

async function stolen(given: HandmadeCase): Promise<string[]> {
  return withExposure(given, async (input) => (await input.rows(stolenRecordTable)).map((row) => `${row.record_id} ${row.grade}`));
}

describe('an access', () => {
  test('that is understood and surely theirs confirms its records, by key, with what left of each and who they are about', async () => {
    await withExposure({ lines: [equality] }, async (input) => {
      const [access] = await input.rows(accessTable);
      expect(access).toMatchObject({
        operation: 'op',
        account: 'cdr_app',
        store: 'warehouse',
        client_host: 'app.corp.example',
        grade: 'confirmed',
        understood: true,
        widened: null,
        columns: ['otherMSISDN', 'servedMSISDN'],
        rows_confirmed: 3,
        rows_possible: 0,
        rows_logged: 3,
        // Three rows of two numbers of twelve digits, one byte behind each.
        bytes_confirmed: 3 * 2 * 13,
        statement: `select a, b from calls where a = '${msisdn('999171000001')}'`,
      });
      expect(await input.rows(stolenRecordTable)).toEqual(
        ['1', '2', '3'].map((key) => ({
          record_id: `warehouse:${key}`,
          grade: 'confirmed',
          access_ids: [access?.id],
          columns: ['otherMSISDN', 'servedMSISDN'],
          subjects: [msisdn('999171000001')],
        })),
      );
    });
  });

  test('that is not understood takes a superset, graded possible, and says why', async () => {
    const lines = [{ sql: "select a from calls where at < '2024-03-02' and risk(cell) > 1" }];
    const [access] = await accesses({ lines });
    expect(access).toMatchObject({
      grade: 'possible',
      understood: false,
      rows_confirmed: 0,
      rows_possible: 1,
      widened: 'It puts a column through a function or an operator that is not evaluated.',
    });
  });

  test('returns no record that begins after it', async () => {
    expect(await stolen({ lines: [{ sql: 'select * from cdr.calls' }] })).toEqual(
      ['1', '2', '3', '4', '5', '6'].map((key) => `warehouse:${key} confirmed`),
    );
  });

  test('returns what had been loaded by then, where that is known', async () => {
    const cdr = { 'a.csv': 'no,a,loaded\n1,999171000001,2024-03-10 11:59:00\n2,999171000001,2024-03-10 12:01:00\n3,999171000001,\n' };
    const given = { lines: [{ sql: 'select a from calls' }], cdr, mapping: { columns: { servedMSISDN: 'a' }, load_time: 'loaded' } };
    expect(await stolen(given)).toEqual(['warehouse:1 confirmed', 'warehouse:3 possible']);
  });

  test('with bound values is understood where the log carries them', async () => {
    const sql = 'select a from calls where a = $1 and at >= $2';
    expect(await stolen({ lines: [{ sql, bound: '999171000002,2024-03-03' }] })).toEqual(['warehouse:5 confirmed']);
    expect(await stolen({ lines: [{ sql, bound: '<not logged>' }] })).toHaveLength(6);
  });

  test('whose logged number of rows is another is possible only', async () => {
    const [access] = await accesses({ lines: [{ ...equality, rows: 2 }] });
    expect(access).toMatchObject({ grade: 'possible', rows_confirmed: 0, rows_possible: 3, bytes_confirmed: 0, bytes_possible: 78 });
  });

  test('of count(*) is an access without records', async () => {
    const [access] = await accesses({ lines: [{ sql: "select count(*) from calls where a = '999171000001'", rows: 1 }] });
    expect(access).toMatchObject({ grade: 'confirmed', rows_confirmed: 0, rows_possible: 0, columns: [] });
  });

  test('bounded by LIMIT is possible unless the limit is not reached', async () => {
    expect(await stolen({ lines: [{ sql: "select a from calls where a = '999171000001' limit 3" }] })).toEqual(
      ['1', '2', '3'].map((key) => `warehouse:${key} confirmed`),
    );
    const [access] = await accesses({ lines: [{ sql: "select a from calls where a = '999171000001' limit 2" }] });
    // Two rows of one number each, at most.
    expect(access).toMatchObject({ rows_confirmed: 0, rows_possible: 3, bytes_possible: 26 });
  });

  test('that was cancelled is found by its error line, and is possible', async () => {
    const lines = [{ sql: 'select * from calls', activity: 'error', outcome: 'cancelled', statement_id: null, audit_class: null }];
    const [access] = await accesses({ lines });
    expect(access).toMatchObject({
      grade: 'possible',
      rows_possible: 6,
      widened: 'It was cancelled, and how many rows had been sent by then is not known.',
    });
  });

  test('that was audited and then failed is one access', async () => {
    const failed = { ...equality, activity: 'error', outcome: 'failed', statement_id: null, rows: null };
    const found = await accesses({ lines: [{ ...equality, rows: null }, failed] });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ grade: 'possible', rows_possible: 3 });
    expect(found[0]?.pointers).toHaveLength(2);
  });

  test('that the server refused as no SQL is none', async () => {
    const sql = "select a frm calls where a = '999171000001'";
    expect(await accesses({ lines: [{ sql, activity: 'error', outcome: 'failed', statement_id: null }] })).toEqual([]);
  });

  test('in several lines of the log is one access', async () => {
    const found = await accesses({ lines: [equality, { ...equality, audit_type: 'OBJECT', object_name: 'cdr.calls', statement_id: 1 }] });
    expect(found).toHaveLength(1);
    expect(found[0]?.pointers).toHaveLength(2);
  });

  test('by a text of several statements is the one in its place', async () => {
    const sql = "select a from calls where a = '999171000002'; select b from calls where a = '999172000009'";
    const found = await accesses({ lines: [{ sql }, { sql }] });
    expect(found.map((row) => [row.rows_confirmed, row.columns])).toEqual([
      [2, ['servedMSISDN']],
      [1, ['otherMSISDN']],
    ]);
  });

  test('whose text names no store but whose objects do takes everything', async () => {
    const [access] = await accesses({ lines: [{ sql: 'select * from v_all', object_name: 'cdr.calls' }] });
    expect(access).toMatchObject({ grade: 'possible', rows_possible: 6 });
  });

  test('whose text and objects were kept back may have read the whole store of its log', async () => {
    const [access] = await accesses({ lines: [{ sql: '<not logged>', statement: null }] });
    expect(access).toMatchObject({ grade: 'possible', rows_possible: 6, widened: 'Its statement cannot be read from the log.' });
  });

  test('whose records were not given is possible, and its bytes are not known', async () => {
    await withExposure({ lines: [equality], cdr: null }, async (input) => {
      expect((await input.rows(accessTable))[0]).toMatchObject({
        grade: 'possible',
        rows_logged: 3,
        widened: 'The records of its store were not given, so what it returned is not known.',
      });
      expect((await input.rows(ledgerTable))[0]).toMatchObject({ wave: 0, queried: null });
    });
  });

  test('that does not read the store is none', async () => {
    expect(
      await accesses({
        lines: [
          { sql: 'select * from other' },
          { sql: 'vacuum calls', audit_class: 'MISC' },
          { sql: 'prepare q as select * from calls', command: 'PREPARE' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('all accesses together', () => {
  const lines: AuditLine[] = [
    equality,
    { sql: "select * from calls where imsi in ('001010000000002', '001010000000009')" },
    { sql: "select cell from calls where a like '99917100%' and risk(cell) > 1" },
    { ...equality, time: START + 50_000 * SECOND },
  ];

  test('grade a record by the best of them, and count what is left', async () => {
    await withExposure({ lines }, async (input) => {
      const records = await input.rows(stolenRecordTable);
      expect(records.map((row) => [row.record_id, row.grade, row.access_ids.length])).toEqual([
        ['warehouse:1', 'confirmed', 3],
        ['warehouse:2', 'confirmed', 3],
        ['warehouse:3', 'confirmed', 3],
        ['warehouse:4', 'confirmed', 2],
        ['warehouse:5', 'confirmed', 2],
        ['warehouse:6', 'confirmed', 1],
      ]);
      // The cell of the first subscriber may have left, but did not for certain.
      expect(records[0]?.columns).toEqual(['otherMSISDN', 'servedMSISDN']);
      expect(await input.rows(exposureTotalTable)).toEqual([
        { what: 'records', store: '*', confirmed: 6, possible: 0, excluded: 1 },
        { what: 'records', store: 'warehouse', confirmed: 6, possible: 0, excluded: 1 },
        { what: 'subjects', store: '*', confirmed: 3, possible: 0, excluded: null },
      ]);
    });
  });

  test('name targets, ranked by how often and how alone they were named; a prefix is none', async () => {
    await withExposure({ lines }, async (input) => {
      const targets = await input.rows(targetTable);
      expect(targets.map(({ subject, rank, confirmed }) => [subject, rank, confirmed])).toEqual([
        [msisdn('999171000001'), 1, 4],
        [masker.identifier('imsi', '001010000000002'), 2, 2],
        [masker.identifier('imsi', '001010000000009'), 3, 1],
      ]);
      expect(targets[0]?.reasons).toEqual(['Named by 2 accesses on 2 days, first at 2024-03-10T12:00:00Z.', 'Asked for alone.']);
      expect(targets[0]?.score).toBeGreaterThan(targets[1]?.score ?? 1);
    });
  });

  test('make the ledger, wave by wave and in all; what was staged and sent is not known', async () => {
    await withExposure({ lines }, async (input) => {
      const ledger = await input.rows(ledgerTable);
      expect(ledger.map((row) => row.wave)).toEqual([0, 1, 2]);
      expect(ledger[2]).toEqual({ wave: 2, queried: 78, queried_possible: 0, staged: null, sent: null, unexplained: null });
      expect(ledger[0]?.queried).toBe((ledger[1]?.queried ?? 0) + 78);
      expect(ledger[1]?.queried_possible).toBeGreaterThan(0);
    });
  });

  test('leave no clear identifier in anything that is written', async () => {
    const hostile = [
      ...lines,
      { sql: "select * frm calls where b = '999171000003'" },
      { sql: 'select a from calls where a = $1', bound: '999171000001' },
    ];
    await withExposure(
      { lines: hostile, cdr: { '999171000001.csv': 'x,y\n1,2\n', 'a.csv': `no,a\n1,${IDENTIFIERS[0]}\n${IDENTIFIERS[1]}\n` } },
      async (input, folder) => {
        expect((await input.rows(callRecordProblemTable)).map((row) => row.code)).toContain('CDR_HEADER_UNKNOWN');
        const written =
          JSON.stringify(await everyRow(input)) +
          filesBelow(folder)
            .map((file) => readFileSync(file, 'latin1'))
            .join('\n');
        expect(written.length).toBeGreaterThan(10_000);
        for (const identifier of IDENTIFIERS) expect(written).not.toContain(identifier);
      },
    );
  });
});

test('rows that cannot be read are counted, named with their place, and the rest is used', async () => {
  const cdr = { 'a.csv': 'no,a\n1,999171000001\n2\n3,999171000001\n', 'b.txt': '' };
  await withExposure(
    { lines: [{ sql: 'select a from calls' }], cdr, mapping: { columns: { servedMSISDN: 'a', cell: 'cgi' } } },
    async (input) => {
      expect(await input.rows(callRecordStoreTable)).toEqual([
        { store: 'warehouse', mapping: 'mappings/calls.yaml', files: 1, duplicates: 0, rows: 3, records: 2, quarantined: 1 },
      ]);
      expect((await input.rows(callRecordProblemTable)).map(({ file, offset, code, rows }) => [file, offset, code, rows])).toEqual([
        ['a.csv', 20, 'CDR_ROW_FIELDS', 1],
        ['b.txt', 0, 'CDR_FILE_UNMAPPED', 0],
        ['mappings/calls.yaml', 0, 'CDR_COLUMN_UNKNOWN', 0],
      ]);
    },
  );
});

test('the same log in another order gives the same tables', async () => {
  const lines = [0, 1, 2, 3].map((i) => ({ ...equality, ref: `00000000000000cc@${i}`, time: START + (i % 2) * SECOND, statement_id: i }));
  const rows = (given: AuditLine[]) => withExposure({ lines: given }, everyRow);
  expect(await rows([...lines].reverse())).toEqual(await rows(lines));
});

async function everyRow(input: StageInput): Promise<unknown[]> {
  const tables = [
    accessTable,
    stolenRecordTable,
    targetTable,
    ledgerTable,
    exposureTotalTable,
    callRecordProblemTable,
    callRecordStoreTable,
  ];
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await input.rows(table));
  return rows;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

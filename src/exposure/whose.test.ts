import { describe, expect, test } from 'vitest';
import { accessTable, exposureTotalTable, stolenRecordTable } from '../case/index.ts';
import { SECOND, START, withExposure, type AuditLine, type HandmadeCase } from './handmade-case.ts';

const equality: AuditLine = { sql: "select a, b from calls where a = '999171000001'", rows: 3 };

async function accesses(given: HandmadeCase) {
  return withExposure(given, (input) => input.rows(accessTable));
}

describe('an access is left out', () => {
  const other: AuditLine = { ...equality, client_port: 50_777 };

  test('when its connection was opened by another process of the same host, whatever role it shares', async () => {
    const found = await accesses({ lines: [equality, other] });
    expect(found.map(({ operation, grade, whose }) => [operation, grade, whose])).toEqual([
      ['op', 'confirmed', 'Its connection was opened on app.corp.example by a process of the intruder.'],
      [null, 'excluded', "Its connection was opened by a process outside the intruder's sessions."],
    ]);
  });

  test('when it came from elsewhere, or before and after the intruder', async () => {
    const far = { ...equality, client_address: '10.0.0.99' };
    const early = { ...equality, time: START - 30 * 86_400 * SECOND };
    expect((await accesses({ lines: [far, early] })).every((row) => row.operation === null)).toBe(true);
  });

  test('when there is no operation at all', async () => {
    await withExposure({ lines: [equality], quiet: true }, async (input) => {
      expect((await input.rows(accessTable)).map((row) => row.whose)).toEqual(['No operation was found.']);
      expect(await input.rows(stolenRecordTable)).toEqual([]);
      expect(await input.rows(exposureTotalTable)).toContainEqual({ what: 'records', store: '*', confirmed: 0, possible: 0, excluded: 7 });
    });
  });

  test('but not when nothing tells the connections of the host apart: then it may be theirs', async () => {
    const [access] = await accesses({ lines: [other], sockets: [{ port: null, certain: false }] });
    expect(access).toMatchObject({ operation: 'op', grade: 'possible', understood: true, rows_confirmed: 0, rows_possible: 3 });
  });
});

describe('an access from the database server itself', () => {
  const local: AuditLine = { ...equality, client_address: null, client_port: null };

  test('is left out while the intruder ran nothing there', async () => {
    expect((await accesses({ lines: [local] }))[0]?.operation).toBeNull();
  });

  test('may be theirs once they had reached it', async () => {
    const [access] = await accesses({ lines: [local], hops: [{ to_host: 'db.corp.example', mechanism: 'service', time: START - SECOND }] });
    expect(access).toMatchObject({ operation: 'op', grade: 'possible', client_host: 'db.corp.example', rows_possible: 3 });
  });

  test('is left out where they reached the database alone', async () => {
    const [access] = await accesses({
      lines: [local],
      hops: [{ to_host: 'db.corp.example', mechanism: 'database', time: START - SECOND }],
    });
    expect(access?.operation).toBeNull();
  });
});

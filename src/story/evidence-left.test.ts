import { describe, expect, it } from 'vitest';
import { ADDRESS, ADMIN, APP, FILE, STORE, WEB, background, carrier, night } from './handmade-chain.ts';
import { HOUR, MINUTE, SECOND, START, type HandmadeFacts } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';

/** A night's work with parts of its evidence taken away or changed. */
function story(change: (facts: HandmadeFacts) => Partial<HandmadeFacts> | void) {
  const facts = carrier();
  background(facts);
  night(facts, START);
  return reconstruct({ ...facts, ...change(facts) });
}
const routes = (told: ReturnType<typeof story>): string[] => told.hops.map((hop) => `${hop.from_host} → ${hop.to_host} ${hop.mechanism}`);
const WHOLE = [`${WEB} → ${FILE} service`, `${FILE} → ${APP} wmi`, `${APP} → ${STORE} database`];

describe('the chain holds', () => {
  it('when no rule took the second dump for one, because the intruder’s own process opened LSASS', () => {
    const told = story((facts) => ({
      findings: facts.findings.filter((finding) => !(finding.host === FILE && finding.rule === 'lsass opened')),
      processes: facts.processes.map((fact) =>
        fact.activity === 'access' ? { ...fact, target_image: 'C:\\Windows\\System32\\lsass.exe', granted_access: '0x1410' } : fact,
      ),
    }));
    expect(routes(told)).toEqual(WHOLE);
    expect(told.hops[1]).toMatchObject({ stolen_host: FILE, stolen_time: START + HOUR + 5 * MINUTE });
  });

  it('when a theft was not seen but its use shows in the session, and then the credential is an open question', () => {
    const told = story((facts) => {
      const client = facts.processes.find((fact) => fact.host === APP && fact.image?.endsWith('psql.exe') === true);
      if (client) facts.terminal(APP, client.time, 'archive in a recycle bin', 'collection', 'T1560.001', client);
      return { findings: facts.findings.filter((finding) => !(finding.host === FILE && finding.rule === 'lsass opened')) };
    });
    expect(routes(told)).toEqual(WHOLE);
    expect(told.hops[1]).toMatchObject({ account: ADMIN, stolen_host: null });
    expect(told.questions.some((question) => question.text.includes(ADMIN) && question.would_tell.includes(`Security on ${FILE}`))).toBe(
      true,
    );
  });

  it('not when no theft was seen at all: a service on a new route may be anybody’s', () => {
    const told = story((facts) => ({ findings: facts.findings.filter((finding) => finding.rule !== 'lsass opened') }));
    expect(told.operations).toEqual([]);
  });

  it('without any record of sockets at the sources, by address', () => {
    const told = story((facts) => ({ sockets: facts.sockets.filter((socket) => socket.host === APP) }));
    expect(routes(told)).toEqual(WHOLE);
    expect(told.hops.map((hop) => hop.join)).toEqual(['address', 'address', 'database']);
  });
});

describe('a remote desktop, whose logon names no port', () => {
  const desktop = (image: string, parent: 'own' | 'other') =>
    story((facts) => {
      const dropped = facts.processes.find((fact) => fact.activity === 'start' && fact.image === 'C:\\Windows\\kqzx.exe');
      const by =
        parent === 'own' && dropped
          ? facts.child(dropped, START + 110 * MINUTE, image)
          : facts.process(FILE, START + 110 * MINUTE, image, { parent_image: 'C:\\Windows\\explorer.exe' });
      facts.socket(FILE, START + 2 * HOUR, ADDRESS[FILE], 51_111, by, ADDRESS[APP]);
      const logons = facts.logons.map((logon) =>
        logon.host === APP && logon.source_port === 60_001 ? { ...logon, logon_type: 10, source_port: null } : logon,
      );
      return { logons };
    });

  it('is the intruder’s by the connection his process opened just before', () => {
    const told = desktop('forward.exe', 'own');
    expect(told.hops[1]).toMatchObject({ from_host: FILE, to_host: APP, account: ADMIN, mechanism: 'rdp' });
    expect(told.hops[1]?.pointers.map((pointer) => pointer.host)).toContain(FILE);
  });

  it('is somebody else’s when only another known process opened one', () => {
    expect(desktop('mstsc.exe', 'other').hops.some((hop) => hop.to_host === APP)).toBe(false);
  });
});

describe('a database session', () => {
  it('without a socket of its own, from a host that records others, cannot be excluded and is named by its port', () => {
    const told = story((facts) => {
      facts.storeSession(STORE, START + 2 * HOUR + 20 * MINUTE, 'cdr_app', ADDRESS[APP], 59_999);
    });
    expect(told.sockets.map(({ port, certain }) => [port, certain])).toEqual([
      [60_002, true],
      [59_999, false],
    ]);
    expect(told.hops.at(-1)?.uses).toBe(1);
  });

  it('on a connection that was opened long before its first statement is still joined', () => {
    const told = story((facts) => ({
      sessions: facts.sessions.map((session) =>
        session.client_port === 60_002 ? { ...session, time: session.time + 5 * HOUR, last: session.last + 5 * HOUR } : session,
      ),
    }));
    expect(told.sockets.map(({ port, certain }) => [port, certain])).toEqual([[60_002, true]]);
  });
});

describe('a second account on the way', () => {
  it('that goes where it always went, from the same held host, is not the intruder', () => {
    const told = story((facts) => {
      facts.socket(WEB, START + 90 * MINUTE, ADDRESS[WEB], 52_222);
      facts.remoteLogon(FILE, START + 90 * MINUTE + SECOND, 'svc_backup@corp.example', {
        source_address: ADDRESS[WEB],
        source_port: 52_222,
      });
    });
    expect(routes(told)).toEqual(WHOLE);
  });
});

import { describe, expect, it } from 'vitest';
import { namesOf, socketIndex } from '../names/index.ts';
import { DAY, HandmadeFacts, SECOND, START } from './handmade.ts';
import { shellIndex } from './shell-index.ts';
import { visits } from './visit.ts';

describe('the source of a remote logon', () => {
  const from = (build: (facts: HandmadeFacts) => void) => {
    const facts = new HandmadeFacts();
    facts.host('src.example', '10.0.0.1');
    facts.host('dst.example', '10.0.0.2');
    build(facts);
    const names = namesOf(facts, ['src.example', 'dst.example']);
    return visits(facts.logons, {
      sockets: socketIndex(facts.sockets, names),
      shells: shellIndex(facts.shells, names),
      shares: facts.shares,
      names,
    }).map((visit) => [visit.from, visit.join]);
  };
  const logon = { source_address: '10.0.0.1', source_port: 5000 };

  it('is the host whose socket it was, even behind another address', () =>
    expect(
      from((facts) => {
        facts.socket('src.example', START, '10.0.0.77', 5000);
        facts.remoteLogon('dst.example', START + SECOND, 'a@x', { source_address: '10.0.0.77', source_port: 5000 });
      }),
    ).toEqual([['src.example', 'socket']]));
  it('is not a socket of another day', () =>
    expect(
      from((facts) => {
        facts.socket('other.example', START - 2 * DAY, '10.0.0.1', 5000);
        facts.remoteLogon('dst.example', START, 'a@x', logon);
      }),
    ).toEqual([['src.example', 'address']]));
  it('is the named host where no address is known', () =>
    expect(from((facts) => facts.remoteLogon('dst.example', START, 'a@x', { workstation: 'SRC' }))).toEqual([['src.example', 'address']]));
  it('is the bare address where nobody owns it', () =>
    expect(from((facts) => facts.remoteLogon('dst.example', START, 'a@x', { source_address: '10.9.9.9' }))).toEqual([
      ['ip:10.9.9.9', 'address'],
    ]));
  it('is, of a remote shell, whose logon names no address, who opened a connection to its port just then', () => {
    const shell = (more: object, second = START) =>
      from((facts) => {
        facts.shell('src.example', START, '10.0.0.1', '10.0.0.2', more);
        facts.remoteLogon('dst.example', second + SECOND, 'a@x', { workstation: 'NOBODY' });
      });
    expect(shell({})).toEqual([['src.example', 'socket']]);
    expect(shell({ host: 'dst.example', direction: 'inbound' })).toEqual([['src.example', 'address']]);
    expect(shell({ host: 'sensor.example', direction: 'observed' })).toEqual([['src.example', 'address']]);
    expect(shell({ source_address: '10.9.9.9', host: 'sensor.example', direction: 'observed' })).toEqual([['ip:10.9.9.9', 'address']]);
    expect(shell({ destination_address: '10.9.9.9' })).toEqual([]);
    expect(shell({}, START + 30 * SECOND)).toEqual([]);
  });
  it('is nobody where two opened a remote shell at that moment', () =>
    expect(
      from((facts) => {
        facts.shell('src.example', START, '10.0.0.1', '10.0.0.2');
        facts.shell('sensor.example', START, '10.0.0.7', '10.0.0.2', { direction: 'observed' });
        facts.remoteLogon('dst.example', START + SECOND, 'a@x', {});
      }),
    ).toEqual([]));
  it('is never the host itself, nor a machine account’s, nor nobody’s', () =>
    expect(
      from((facts) => {
        facts.remoteLogon('dst.example', START, 'a@x', { source_address: '10.0.0.2' });
        facts.remoteLogon('dst.example', START, 'a@x', { source_address: '::1' });
        facts.remoteLogon('dst.example', START, 'src$@x', logon);
        facts.remoteLogon('dst.example', START, 'dst.example\\anonymous logon', logon);
        facts.socket('dst.example', START, '10.0.0.1', 6000);
        facts.remoteLogon('dst.example', START, 'a@x', { source_address: '10.0.0.1', source_port: 6000 });
      }),
    ).toEqual([]));
});

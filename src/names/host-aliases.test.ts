import { describe, expect, it } from 'vitest';
import { hostAliases, type NamePair } from './host-aliases.ts';
import { namesOf } from './names.ts';

const seen = { first: 1, last: 2, ref: null };

function names(logging: readonly string[], said: readonly string[], pairs: readonly Omit<NamePair, keyof typeof seen>[] = []) {
  const rows = hostAliases(
    logging.map((host) => ({ host, ...seen })),
    said.map((name) => ({ name, ...seen })),
    pairs.map((pair) => ({ ...pair, ...seen })),
  );
  return namesOf({ hostAliases: rows, domainAliases: [], accountAliases: [], intervals: [] }, logging);
}

describe('a short name', () => {
  it('means the one logging host that is so called', () =>
    expect(names(['web01.corp.example'], ['web01']).hostNamed('WEB01')).toBe('web01.corp.example'));
  it('means nobody where two are so called', () =>
    expect(names(['web01.a.example', 'web01.b.example'], ['web01']).hostNamed('web01')).toBeNull());
  it('means the one of the domain of the host that was told it, for so it is resolved', () => {
    const { hostNamed } = names(['web01.a.example', 'web01.b.example', 'dc.a.example'], ['web01']);
    expect([hostNamed('web01', 'dc.a.example'), hostNamed('web01', 'dc.c.example')]).toEqual(['web01.a.example', null]);
  });
  it('means nobody where another of that name writes logs, though one has an account in a domain', () =>
    expect(
      names(
        ['web01.a.example', 'web01.b.example'],
        ['web01'],
        [{ name: 'web01', host: 'web01.a.example', evidence: 'computer_account' }],
      ).hostNamed('web01'),
    ).toBeNull());
  it('may be either where a host of just that name writes logs and another is shown to be so called', () =>
    expect(
      names(['web01', 'web01.a.example'], ['web01'], [{ name: 'web01', host: 'web01.a.example', evidence: 'computer_account' }]).hostNamed(
        'web01',
      ),
    ).toBeNull());
  it('is nobody’s where a host of just that name and two others that are so called write logs', () =>
    expect(names(['web01', 'web01.a.example', 'web01.b.example'], ['web01']).hostNamed('web01', 'dc.c.example')).toBeNull());
  it('stays that of the host that writes logs under it, whatever full names are spoken of', () =>
    expect(names(['web01'], ['web01', 'web01.x.example', 'web01.y.example']).hostNamed('web01')).toBe('web01'));
  it('means the logging host before one that is only spoken of', () =>
    expect(names(['web01.a.example'], ['web01', 'web01.evil.example']).hostNamed('web01')).toBe('web01.a.example'));
  it('means a host that is only spoken of, where no other is', () =>
    expect(names([], ['fs01', 'fs01.corp.example']).hostNamed('fs01')).toBe('fs01.corp.example'));
  it('means the machine whose account bears it', () =>
    expect(names([], ['fs01'], [{ name: 'fs01', host: 'fs01.corp.example', evidence: 'computer_account' }]).hostNamed('fs01')).toBe(
      'fs01.corp.example',
    ));
  it('means the host it is longer than, where NetBIOS cut it', () =>
    expect(names(['averylonghostname.corp.example'], ['averylonghostna']).hostNamed('AVERYLONGHOSTNA')).toBe(
      'averylonghostname.corp.example',
    ));
  it('is a name of its own where a host of just that name writes logs', () =>
    expect(names(['web01', 'web01.corp.example'], []).hostNamed('web01')).toBe('web01'));
});

describe('two names under which logs were written', () => {
  const both = ['web01', 'web01.corp.example'];
  it('are not one host by likeness', () => expect(names(both, []).host('web01')).toBe('web01'));
  it.each(['own_record', 'process_guid', 'machine_sid', 'own_address'] as const)('are one host by %s', (evidence) => {
    const { host, hostNamed, spellings } = names(both, [], [{ name: 'web01', host: 'web01.corp.example', evidence }]);
    expect([host('web01'), hostNamed('web01'), spellings('web01.corp.example')]).toEqual([
      'web01.corp.example',
      'web01.corp.example',
      both.toReversed(),
    ]);
  });
  it('are not one host because the domain has an account of that name', () =>
    expect(names(both, [], [{ name: 'web01', host: 'web01.corp.example', evidence: 'computer_account' }]).host('web01')).toBe('web01'));
  it('are never merged across domains: what is shown for two hosts joins neither', () => {
    const { host, hostNamed } = names(
      ['web01', 'web01.a.example', 'web01.b.example'],
      [],
      [
        { name: 'web01', host: 'web01.a.example', evidence: 'own_record' },
        { name: 'web01', host: 'web01.b.example', evidence: 'process_guid' },
      ],
    );
    expect([host('web01'), hostNamed('web01')]).toEqual(['web01', null]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Ticket } from '../case/index.ts';
import { ADMIN, APP, DEPLOY, FILE, STORE, WEB, background, carrier, night } from './handmade-chain.ts';
import { DAY, HOUR, START } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';

const ticket = (given: Partial<Ticket>): Ticket => ({
  id: 'CHG-7',
  from: START - HOUR,
  to: START + DAY,
  accounts: [],
  hosts: [WEB, FILE, APP, STORE],
  purpose: 'penetration test',
  ...given,
});

const told = (...tickets: Ticket[]): ReturnType<typeof reconstruct> => {
  const facts = carrier();
  background(facts);
  night(facts, START);
  return reconstruct(facts, tickets);
};

describe('work that a ticket announced', () => {
  it('is no operation, and is told beside the operations', () => {
    const story = told(ticket({ accounts: [DEPLOY, ADMIN, 'cdr_app'] }));
    expect([story.operations, story.hops, story.hosts, story.sockets]).toEqual([[], [], [], []]);
    expect(story.authorised).toMatchObject([
      {
        tickets: ['CHG-7'],
        first: START,
        hosts: [APP, FILE, STORE, WEB],
        accounts: [ADMIN, 'cdr_app', DEPLOY].sort(),
        hops: 3,
      },
    ]);
  });

  it('may be announced by several tickets, with names as people write them', () => {
    const story = told(
      ticket({ id: 'B', hosts: ['WEB', FILE.toUpperCase()], accounts: ['CORP.example\\svc_deploy'] }),
      ticket({ id: 'A', hosts: [APP, 'store'], accounts: ['Adm_Kim', 'CDR_APP'] }),
    );
    expect(story.operations).toEqual([]);
    expect(story.authorised.map(({ tickets }) => tickets)).toEqual([['A', 'B']]);
  });
});

describe('an operation stays one', () => {
  it.each([
    ['a host was not announced', ticket({ hosts: [WEB, FILE, STORE] })],
    ['an account was not announced', ticket({ accounts: [ADMIN, 'cdr_app'] })],
    ['the ticket ended before its last hop', ticket({ to: START + HOUR + HOUR / 2 })],
    ['the ticket names no host', ticket({ hosts: [] })],
  ])('where %s', (_case, given) => {
    const story = told(given);
    expect(story.operations).toHaveLength(1);
    expect(story.hops).toHaveLength(3);
    expect(story.authorised).toEqual([]);
  });
});

import { authenticationTable } from '../../case/index.ts';
import type { Analytic } from './analytic.ts';
import { fanOutFindings } from './fan-out.ts';

/**
 * One account logs on over the network to many hosts within minutes, from one address, though it does not do so by habit (T1021): how stolen administrators'
 * accounts are tried out and tools are spread. An announced scan is a note.
 */
export const logonFanOut: Analytic = {
  id: '5e8d0c37-2b94-4f61-a7d2-c6f41b09e853',
  title: 'One account reached many hosts within minutes, which it does not do by habit',
  level: 'medium',
  run: (input, carrier) =>
    fanOutFindings(
      logonFanOut,
      input,
      carrier,
      {
        from: input.from(authenticationTable),
        where: `activity = 'logon' AND logon_type IN (3, 10) AND source = 'windows' AND NOT ends_with(account, '$') AND NOT contains(account, '$@')
          AND NOT contains(account, 'anonymous') AND source_address NOT IN ('127.0.0.1', '::1')`,
        who: { account: 'account', address: 'source_address' },
        target: 'host',
        many: 10,
        unusual: 6,
      },
      { level: 'medium', attack: ['T1021.002', 'T1078.002'], tactics: ['lateral-movement'] },
    ),
};

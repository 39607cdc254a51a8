import { networkActivityTable } from '../../case/index.ts';
import type { Analytic } from './analytic.ts';
import { fanOutFindings } from './fan-out.ts';

/** What is looked for on the ports of administration and of names, as SQL; null for any other port. */
const LOOKED_FOR = `CASE destination_port
  WHEN 137 THEN 'names' WHEN 139 THEN 'shares' WHEN 445 THEN 'shares' WHEN 3389 THEN 'desktops' WHEN 22 THEN 'shells' WHEN 23 THEN 'shells'
  WHEN 5985 THEN 'remote management' WHEN 5986 THEN 'remote management' WHEN 135 THEN 'procedures'
  WHEN 1433 THEN 'databases' WHEN 1521 THEN 'databases' WHEN 3306 THEN 'databases' WHEN 5432 THEN 'databases' END`;

/**
 * One address asks many others for names, shares, desktops, shells or databases within minutes, though it does not do so by habit (T1046, T1018): what nbtscan
 * and its kind look like from outside, whatever they are called.
 */
export const networkFanOut: Analytic = {
  id: 'c1a4e6b8-0d72-45f9-9e3b-f58a27d61c04',
  title: 'One address looked for services on many others within minutes, which it does not do by habit',
  level: 'medium',
  run: (input, carrier) =>
    fanOutFindings(
      networkFanOut,
      input,
      carrier,
      {
        from: input.from(networkActivityTable),
        where: `activity IN ('connection', 'attempt', 'blocked') AND direction <> 'inbound' AND destination_port IN (22, 23, 135, 137, 139, 445, 1433, 1521, 3306, 3389, 5432, 5985, 5986)`,
        who: { address: 'source_address', services: LOOKED_FOR },
        target: 'destination_address',
        many: 20,
        unusual: 8,
      },
      { level: 'medium', attack: ['T1018', 'T1046'], tactics: ['discovery'] },
    ),
};

import { createMasker } from '../../src/case/index.ts';
import type { FactScope } from '../../src/facts/index.ts';

/** Facts are made of every record that is read, masked as in a case. */
export const fuzzScope: FactScope = {
  host: 'host.carrier.example',
  masker: createMasker({
    key: new Uint8Array(32).fill(7),
    plan: { country_code: '999', national_prefix: '0', msisdn_lengths: [12], mcc_mnc: ['00101'] },
    columns: new Map(),
  }),
  store: null,
  evidencePath: 'fuzz',
};

import { fictionalPlan } from '../../carrier/index.ts';
import { DAY } from '../../moment.ts';
import { Random } from '../../random.ts';
import { drawStore } from '../../warehouse/index.ts';
import { drawTelephony } from '../draw-telephony.ts';
import type { RecordWorld } from '../write-block.ts';

/** A carrier whose call records are drawn and written, over days from Monday, 2024-04-01. */
export function smallCarrier(subscribers: number, days: number, recordFormat: 'parquet' | 'csv' = 'parquet', seed = 1): RecordWorld {
  const random = new Random(`test/${seed}`);
  const from = Date.UTC(2024, 3, 1) * 1000;
  const span = { from, days, until: from + days * DAY };
  const knobs = { subscribers, numbers: fictionalPlan, recordFormat };
  return { knobs, span, telephony: drawTelephony(random.stream('telephony'), knobs, span), store: drawStore(random.stream('store')) };
}

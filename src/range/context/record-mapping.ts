import { wideColumnsOf } from '../warehouse/index.ts';
import type { World } from '../world/index.ts';

/** How the store names its table and columns, and where its exported files lie below cdr/. */
export function recordMapping({ store, knobs }: Pick<World, 'store' | 'knobs'>): Record<string, unknown> {
  const c = wideColumnsOf(store);
  return {
    store: store.name,
    tables: [store.table, store.table.split('.')[1]],
    files: `**/*.${knobs.recordFormat}`,
    key: c.number,
    columns: {
      servedMSISDN: c.msisdn,
      servedIMSI: c.imsi,
      servedIMEI: c.imei,
      otherMSISDN: c.other,
      startTime: c.start,
      duration: c.duration,
      cell: c.cell,
      recordType: c.type,
      volumeUplink: c.uplink,
      volumeDownlink: c.downlink,
    },
    time_zone: 'UTC',
    load_time: c.loaded,
  };
}

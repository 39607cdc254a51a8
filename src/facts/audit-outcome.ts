import type { RawEvent } from '../evidence/index.ts';
import { made, valueIn } from './column-source.ts';

/** Keywords of a Security record: 0x8020… audit success, 0x8010… audit failure (winmeta.xml). */
const KEYWORDS = /^0x[0-9a-f]{2}([12])[0-9a-f]{13}$/i;

/** Whether what a Security record tells was allowed: `good` or `bad`; null where its keywords do not say. */
export function auditOutcome(good: string, bad: string) {
  return made(['Keywords'], `${good} for an audit success, ${bad} for a failure`, (event: RawEvent) => {
    const kind = KEYWORDS.exec(valueIn(event, ['Keywords']) ?? '')?.[1];
    return kind === undefined ? null : kind === '2' ? good : bad;
  });
}

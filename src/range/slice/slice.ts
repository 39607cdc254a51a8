import type { Rehearsal, RehearsalRequest } from './rehearsal.ts';
import type { Truth } from '../truth.ts';
import { playBackground } from './background/index.ts';
import { drawCarrier, type Carrier } from './carrier.ts';
import { contextFiles, recordFiles } from './context.ts';
import { playOperation } from './operation/index.ts';
import { startResidents } from './residents.ts';

/** The thin slice: three Windows hosts and a warehouse, some weeks, one operation in two waves or none. */
export function playSlice(request: RehearsalRequest): Rehearsal {
  const carrier = drawCarrier(request.seed, request.numbers);
  const residents = startResidents(carrier);
  playBackground(carrier, residents);
  const played = request.quiet ? null : playOperation(carrier, residents);
  const truth: Truth = {
    scenario: 'slice',
    seed: request.seed,
    operations: played === null ? [] : [played.operation()],
    accesses: played?.accesses ?? [],
    targets: played?.targets ?? [],
    blind: [],
  };
  return {
    machines: [carrier.web, carrier.files, carrier.application],
    evidence: logFiles(carrier),
    records: recordFiles(carrier),
    context: contextFiles(carrier),
    truth,
    until: carrier.until,
  };
}

/** The logs that are text: IIS ends its lines as Windows does, PostgreSQL as Unix does. */
function logFiles(carrier: Carrier): ReadonlyMap<string, string> {
  const site = [...carrier.site.files()].map(
    ([name, lines]) => [`${carrier.web.fqdn}/W3SVC1/${name}`, `${lines.join('\r\n')}\r\n`] as const,
  );
  const warehouse = [...carrier.database.files()].map(
    ([name, lines]) => [`${carrier.warehouse.fqdn}/${name}`, `${lines.join('\n')}\n`] as const,
  );
  return new Map([...site, ...warehouse]);
}

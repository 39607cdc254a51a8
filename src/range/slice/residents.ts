import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import { endProcess, serviceState, startProcess, storedLogon, type Machine, type Process } from '../windows/index.ts';
import { dayAt, type Carrier } from './carrier.ts';

/** A long-running process of the carrier's own that is restarted now and then. */
export class Resident {
  readonly #generations: { readonly from: Moment; readonly process: Process }[] = [];

  add(from: Moment, process: Process): void {
    this.#generations.push({ from, process });
  }

  /** The process that a new one replaces; null for the first. */
  before(moment: Moment): Process | null {
    return this.#generations.findLast((generation) => generation.from < moment)?.process ?? null;
  }

  /** The process that runs at a moment. */
  at(moment: Moment): Process {
    const current = this.#generations.findLast((generation) => generation.from <= moment) ?? this.#generations[0];
    if (current === undefined) throw new RangeError('never started');
    return current.process;
  }
}

/** The processes that both the carrier's own work and the intruder's refer to. */
export interface Residents {
  /** IIS worker process of the site. */
  readonly worker: Resident;
  /** The mediation service, the warehouse's legitimate client. */
  readonly mediation: Resident;
}

const RECYCLED_EVERY = 29 * HOUR;
const WORKER = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
const WORKER_LINE =
  'c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "DefaultAppPool" -v "v4.0" -l "webengine4.dll" -a \\\\.\\pipe\\iisipm7d1c2f66-0e4b-4f0e-9d0e-5b7b9a6a5c21 -h "C:\\inetpub\\temp\\apppools\\DefaultAppPool\\DefaultAppPool.config" -w "" -m 0 -t 20 -ta 0';

export const MEDIATION = 'D:\\Mediation\\bin\\mediationsvc.exe';

/** Starts the residents and restarts them through the whole span. */
export function startResidents(carrier: Carrier): Residents {
  return {
    worker: recycleWorker(carrier, carrier.random.stream('worker')),
    mediation: restartMediation(carrier, carrier.random.stream('mediation')),
  };
}

/** IIS replaces a worker process every 29 hours. */
function recycleWorker(carrier: Carrier, random: Random): Resident {
  const { web, staff } = carrier;
  const resident = new Resident();
  const end = carrier.from + carrier.days * DAY;
  for (let at = carrier.from + 20 * MINUTE; at < end; at += RECYCLED_EVERY + random.integer(-90, 90) * SECOND) {
    const session = storedLogon(web, random, at, staff.pool, 5, false, true);
    const process = startProcess(web, random, at + SECOND, {
      image: WORKER,
      commandLine: WORKER_LINE,
      parent: web.resident('svchost'),
      session,
    });
    const previous = resident.before(at);
    if (previous !== null) endProcess(web, at + 40 * SECOND, previous);
    resident.add(at + SECOND, process);
  }
  return resident;
}

/** The mediation service starts again after patch nights. */
function restartMediation(carrier: Carrier, random: Random): Resident {
  const { application, staff } = carrier;
  const resident = new Resident();
  for (const day of [0, 6, 19, 30]) {
    if (day >= carrier.days) continue;
    const at = dayAt(carrier, day, 0.4 + random.between(0, 0.3));
    const previous = resident.before(at);
    if (previous !== null) stop(application, at - MINUTE, previous);
    const session = storedLogon(application, random, at, staff.mediation, 5, false);
    const parent = application.resident('services');
    resident.add(
      at,
      startProcess(application, random, at + SECOND, { image: MEDIATION, commandLine: `"${MEDIATION}" --service`, parent, session }),
    );
    serviceState(application, at + 3 * SECOND, 'Mediation Engine', 'running');
  }
  return resident;
}

function stop(machine: Machine, at: Moment, process: Process): void {
  serviceState(machine, at, 'Mediation Engine', 'stopped');
  endProcess(machine, at + SECOND, process);
}

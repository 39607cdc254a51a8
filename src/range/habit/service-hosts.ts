import type { Estate, ServiceAccount } from '../estate/index.ts';

type Purpose = ServiceAccount['purpose'];

/** Purposes whose services run all the time under their account; the others log on when a task is due. */
const RESIDENT: ReadonlySet<Purpose> = new Set(['backup', 'mediation', 'monitoring', 'sql', 'web', 'mail']);

/** Whether a service's password lies in the memory of its hosts all the time. */
export function isResident(service: ServiceAccount): boolean {
  return RESIDENT.has(service.purpose);
}

export function servicesFor(estate: Estate, purpose: Purpose): readonly ServiceAccount[] {
  return estate.services.filter((service) => service.purpose === purpose);
}

/** Number of the first account of a purpose. Throws RangeError where there is none: every carrier has each. */
export function serviceOf(estate: Estate, purpose: Purpose): number {
  const service = estate.services.find((one) => one.purpose === purpose);
  if (service === undefined) throw new RangeError(`no service account for ${purpose}`);
  return estate.accountIndex(service.account);
}

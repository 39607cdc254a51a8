export { isWeekend, weekdayOf } from './calendar.ts';
export { drawEstate } from './draw-estate.ts';
export type { Estate, Host, HostRole, Person, PersonRole, ServiceAccount, Zone } from './estate.ts';

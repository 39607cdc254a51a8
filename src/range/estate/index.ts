export type { Estate, Host, HostRole, Person, PersonRole, ServiceAccount, Site, Zone } from './estate.ts';

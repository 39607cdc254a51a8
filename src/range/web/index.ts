export { actRequests } from './act-requests.ts';
export { IisLog } from './iis-log.ts';
export { homeAddress, scannerAddress } from './outside.ts';
export type { Request, Visit } from './request.ts';
export { publicName, siteOf } from './site.ts';
export { visitsOf } from './visit.ts';
export { webJobs, webSources } from './web-jobs.ts';

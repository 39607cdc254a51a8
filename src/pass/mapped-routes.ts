import type { CarrierContext } from '../case/index.ts';
import { parseLogsources, type Route } from '../sigma/index.ts';

/** Which Sigma rules look at the logs that the carrier's own formats describe, as their `logsource` says; each log by itself. */
export function mappedRoutes(formats: CarrierContext['formats']): Route[] {
  return formats.flatMap(({ name, file, logsource }) => {
    if (!logsource) return [];
    const { product, category, service } = logsource;
    const described = {
      source: 'mapped',
      ...(product === null ? {} : { product }),
      services: { [service ?? name]: [name] },
      ...(category === null ? {} : { categories: { [category]: [{ service: service ?? name }] } }),
    };
    // JSON is YAML too.
    const routes = parseLogsources(JSON.stringify(described), file);
    const channels = routes.find((route) => route.channels !== null)?.channels ?? [];
    return routes.map((route) => ({ ...route, channels: route.channels ?? channels }));
  });
}

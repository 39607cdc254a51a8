import type { Route } from './logsources.ts';
import type { Logsource } from './rule.ts';

const KEYS = ['product', 'category', 'service'] as const;

/**
 * The routes a rule's events come by: those that have everything the rule's logsource states. Of two of which one only narrows the other
 * the wider one is taken, so that an event is not read twice. None: the rule can never match (its product is not read yet).
 */
export function routesOf(logsource: Logsource, routes: readonly Route[]): Route[] {
  const stated = KEYS.filter((key) => logsource[key] !== null);
  const fitting = routes.filter((route) => stated.every((key) => route[key] === logsource[key]));
  return fitting.filter((route) => !fitting.some((other) => other !== route && narrows(route, other)));
}

/** Whether a route states everything another one states, and more. */
function narrows(route: Route, wider: Route): boolean {
  if (route.source !== wider.source) return false;
  const stated = KEYS.filter((key) => wider[key] !== null);
  return stated.every((key) => wider[key] === route[key]) && KEYS.some((key) => wider[key] === null && route[key] !== null);
}

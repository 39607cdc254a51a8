import type { EventTest } from './compile-detection.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { EventView, FieldNumbers } from './event-view.ts';
import type { SigmaEvent } from './event.ts';
import { fold } from './fold.ts';
import type { FieldMapping, Route } from './logsources.ts';
import { inBoth } from './needed-events.ts';
import { RuleIndex } from './rule-index.ts';

/** A rule as one route brings its events. */
interface RoutedRule {
  readonly compiled: CompiledRule;
  readonly where: EventTest;
}

/** The rules that may match events of one kind and read them by one mapping. */
export interface RuleGroup {
  readonly mapping: FieldMapping;
  readonly entries: readonly RoutedRule[];
  readonly index: RuleIndex;
}

interface Offer {
  readonly compiled: CompiledRule;
  readonly route: Route;
  readonly events: ReadonlySet<string> | null;
}

/** The rules of one log, by kind of event. Groups are built when the first event of a kind comes. */
class LogTable {
  readonly #offers: Offer[] = [];
  readonly #known = new Set<string>();
  readonly #groups = new Map<string | null, readonly RuleGroup[]>();
  readonly #fields: FieldNumbers;

  constructor(fields: FieldNumbers) {
    this.#fields = fields;
  }

  add(offer: Offer): void {
    this.#offers.push(offer);
    for (const number of offer.events ?? []) this.#known.add(number);
  }

  /** Kinds that no rule names share their groups, so that hostile events cannot make the table grow. */
  groups(number: string | null): readonly RuleGroup[] {
    const kind = number !== null && this.#known.has(number) ? number : null;
    const known = this.#groups.get(kind);
    if (known !== undefined) return known;
    const groups = this.#build(kind);
    this.#groups.set(kind, groups);
    return groups;
  }

  #build(kind: string | null): RuleGroup[] {
    const byMapping = new Map<FieldMapping, RoutedRule[]>();
    for (const { compiled, route, events } of this.#offers) {
      if (events !== null && (kind === null || !events.has(kind))) continue;
      const entries = byMapping.get(route.mapping) ?? [];
      entries.push({ compiled, where: whereTest(route) });
      byMapping.set(route.mapping, entries);
    }
    return [...byMapping].map(([mapping, entries]) => ({
      mapping,
      entries,
      index: new RuleIndex(
        entries.map(({ compiled }) => compiled.need),
        this.#fields,
      ),
    }));
  }
}

function whereTest({ where }: Route): EventTest {
  if (where.length === 0) return () => true;
  return (view: EventView) =>
    where.every(([name, values]) =>
      view
        .native(name)
        .folded()
        .some((text) => values.includes(text)),
    );
}

/** The rules of one source. */
interface SourceTable {
  /** Native field that tells the kinds of events in a log apart. */
  readonly event: string | null;
  /** Rules that take events of any log. */
  readonly anywhere: Offer[];
  /** By folded channel; each also holds the rules of `anywhere`. */
  readonly logs: Map<string, LogTable>;
  /** Logs that no rule names, and events without one. */
  readonly other: LogTable;
}

/** All rules by source, log and kind of event. */
export class RouteTable {
  readonly #fields: FieldNumbers;
  readonly #sources = new Map<string, SourceTable>();

  constructor(fields: FieldNumbers) {
    this.#fields = fields;
  }

  /** Adds a rule under each of its routes. All rules of a source must be added before its first event comes. */
  add(compiled: CompiledRule, routes: readonly Route[]): void {
    for (const route of routes) {
      const source = this.#source(route);
      const offer = { compiled, route, events: eventsOf(compiled, route) };
      if (route.channels === null) {
        source.anywhere.push(offer);
        source.other.add(offer);
        for (const log of source.logs.values()) log.add(offer);
      } else for (const channel of route.channels) this.#log(source, channel).add(offer);
    }
  }

  /** The groups of rules for an event. */
  groups(event: SigmaEvent): readonly RuleGroup[] {
    const source = this.#sources.get(event.source);
    if (source === undefined) return [];
    const log = (event.channel === null ? undefined : source.logs.get(fold(event.channel))) ?? source.other;
    return log.groups(source.event === null ? null : (event.get(source.event) ?? null));
  }

  #source(route: Route): SourceTable {
    let source = this.#sources.get(route.source);
    if (source === undefined) {
      source = { event: route.event, anywhere: [], logs: new Map(), other: new LogTable(this.#fields) };
      this.#sources.set(route.source, source);
    }
    return source;
  }

  #log(source: SourceTable, channel: string): LogTable {
    let log = source.logs.get(channel);
    if (log === undefined) {
      log = new LogTable(this.#fields);
      for (const offer of source.anywhere) log.add(offer);
      source.logs.set(channel, log);
    }
    return log;
  }
}

/** The kinds of events a rule can match by a route: what both allow. */
function eventsOf(compiled: CompiledRule, route: Route): ReadonlySet<string> | null {
  const own = route.event === null || route.mapping.fields.has(route.event) ? null : compiled.events(route.event);
  if (route.events === null) return own;
  const all = new Set(route.events);
  return own === null ? all : inBoth(all, own);
}

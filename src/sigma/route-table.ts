import type { EventTest } from './compile-detection.ts';
import { compileNode, type RuleCompilation } from './compiled-rule.ts';
import { decideNode } from './decide-node.ts';
import type { DetectionNode } from './detection.ts';
import type { EventView } from './event-view.ts';
import type { SigmaEvent } from './event.ts';
import { fold } from './fold.ts';
import type { FieldMapping, Route } from './logsources.ts';
import type { Need } from './literals.ts';
import { inBoth, neededEvents } from './needed-events.ts';
import type { SigmaRule } from './rule.ts';
import { RuleIndex, type IndexParts } from './rule-index.ts';
import { ScanBytes } from './scan-bytes.ts';

/** A rule, and its position among the rules given. */
export interface OrderedRule {
  readonly rule: SigmaRule;
  readonly order: number;
}

/** A rule as one route brings its events of one kind. */
export interface RoutedRule {
  readonly ordered: OrderedRule;
  readonly where: EventTest;
  readonly test: EventTest;
}

/** The rules that may match events of one kind and read them by one mapping. */
export interface RuleGroup {
  readonly mapping: FieldMapping;
  readonly entries: readonly RoutedRule[];
  readonly index: RuleIndex;
}

interface Offer {
  readonly ordered: OrderedRule;
  readonly route: Route;
  readonly events: ReadonlySet<string> | null;
}

type Parts = IndexParts & RuleCompilation;

/** The rules of one log, by kind of event. Groups are built when the first event of a kind comes. */
class LogTable {
  readonly #offers: Offer[] = [];
  readonly #known = new Set<string>();
  readonly #groups = new Map<string | null, readonly RuleGroup[]>();
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
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
    const byMapping = new Map<FieldMapping, { entries: RoutedRule[]; needs: Need[] }>();
    for (const { ordered, route, events } of this.#offers) {
      if (events !== null && (kind === null || !events.has(kind))) continue;
      const node = decided(ordered.rule.detection, route, kind);
      if (node === false) continue;
      const { test, need } = compileNode(node, route.mapping.constant, this.#parts);
      const group = byMapping.get(route.mapping) ?? { entries: [], needs: [] };
      group.entries.push({ ordered, where: whereTest(route), test });
      group.needs.push(need);
      byMapping.set(route.mapping, group);
    }
    return [...byMapping].map(([mapping, { entries, needs }]) => ({ mapping, entries, index: new RuleIndex(needs, mapping, this.#parts) }));
  }
}

/** What is left to be asked of events of a kind; false when nothing of that kind can match. */
function decided(node: DetectionNode, route: Route, kind: string | null): DetectionNode | false {
  if (kind === null || !isKind(route)) return node;
  const left = decideNode(node, route.event, kind);
  return left === true ? { kind: 'and', parts: [] } : left;
}

/** Whether rules see the field that tells the kinds of events apart as it stands in the event. */
function isKind(route: Route): route is Route & { readonly event: string } {
  return route.event !== null && !route.mapping.fields.has(route.event) && !route.mapping.repeated.has(route.event);
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
  /** Logs by their names as events spell them. */
  readonly spelled: Map<string, LogTable>;
  lastChannel: string | null;
  last: LogTable;
}

/** A hostile log may spell its channel in ever new ways. */
const MOST_SPELLINGS = 1000;

/** All rules by source, log and kind of event. */
export class RouteTable {
  readonly #parts: Parts;
  readonly #sources = new Map<string, SourceTable>();

  constructor(compilation: RuleCompilation) {
    this.#parts = { ...compilation, bytes: new ScanBytes() };
  }

  /** Adds a rule under each of its routes. All rules of a source must be added before its first event comes. */
  add(ordered: OrderedRule, routes: readonly Route[]): void {
    for (const route of routes) {
      const source = this.#source(route);
      const offer = { ordered, route, events: eventsOf(ordered.rule, route) };
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
    const log = event.channel === null ? source.other : this.#logOf(source, event.channel);
    return log.groups(source.event === null ? null : (event.get(source.event) ?? null));
  }

  #logOf(source: SourceTable, channel: string): LogTable {
    if (channel === source.lastChannel) return source.last;
    const known = source.spelled.get(channel);
    const log = known ?? source.logs.get(fold(channel)) ?? source.other;
    if (known === undefined && source.spelled.size < MOST_SPELLINGS) source.spelled.set(channel, log);
    source.lastChannel = channel;
    source.last = log;
    return log;
  }

  #source(route: Route): SourceTable {
    let source = this.#sources.get(route.source);
    if (source === undefined) {
      const other = new LogTable(this.#parts);
      source = { event: route.event, anywhere: [], logs: new Map(), other, spelled: new Map(), lastChannel: null, last: other };
      this.#sources.set(route.source, source);
    }
    return source;
  }

  #log(source: SourceTable, channel: string): LogTable {
    let log = source.logs.get(channel);
    if (log === undefined) {
      log = new LogTable(this.#parts);
      for (const offer of source.anywhere) log.add(offer);
      source.logs.set(channel, log);
    }
    return log;
  }
}

/** The kinds of events a rule can match by a route: what both allow. */
function eventsOf({ detection }: SigmaRule, route: Route): ReadonlySet<string> | null {
  const own = isKind(route) ? neededEvents(detection, route.event) : null;
  if (route.events === null) return own;
  const all = new Set(route.events);
  return own === null ? all : inBoth(all, own);
}

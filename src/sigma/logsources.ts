import { readFileSync, readdirSync } from 'node:fs';
import { HardcellError } from '../lib/index.ts';
import { fold } from './fold.ts';
import type { PlainValue } from './rule.ts';
import { find, plain, textOf } from './rule-header.ts';
import { readYamlDocuments, type MapNode, type RuleNode } from './yaml-documents.ts';

/** One way to read a field of a rule from an event: one native field, or several joined by a text. */
export interface FieldReading {
  readonly names: readonly string[];
  readonly join: string | null;
  /** Spaces are written as `+` in the event. */
  readonly plus: boolean;
}

/** How a field of a rule is read from an event. */
export interface FieldSource {
  /** The first that an event has counts; all of them do under `every`. */
  readonly readings: readonly FieldReading[];
  readonly every: boolean;
  /** Values that stand for others and are read in addition (`S-1-16-12288` for `High`); keys folded. */
  readonly values: ReadonlyMap<string, string> | null;
}

/** The fields that events of one kind spell otherwise than rules do. Routes that share one read events in the same way. */
export interface FieldMapping {
  readonly fields: ReadonlyMap<string, FieldSource>;
  /** Native fields that may stand in an event several times. */
  readonly repeated: ReadonlySet<string>;
  /** Native names have no spaces where rules may write some. */
  readonly dropSpaces: boolean;
  /** Fields that say little of an event, because most events of a log have the same value there. */
  readonly constant: ReadonlySet<string>;
}

/** Where the events of a logsource are found. */
export interface Route {
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
  /** The events' source. */
  readonly source: string;
  /** Folded; null: every log of the source. */
  readonly channels: readonly string[] | null;
  /** Native field that tells the kinds of events in a log apart; null where there is none. */
  readonly event: string | null;
  /** Values of that field; null: all. */
  readonly events: readonly string[] | null;
  /** Conditions beyond that: native field, and the values it may have, folded. */
  readonly where: readonly (readonly [string, readonly string[]])[];
  readonly mapping: FieldMapping;
}

/** Reads the logsource files that come with the engine. They lie beside the code, so that a package must ship them beside it too. */
export function readLogsources(folder: URL = new URL('./logsources/', import.meta.url)): Route[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().flatMap((name) => parseLogsources(readFileSync(new URL(name, folder), 'utf8'), name));
}

/** Reads one logsource file. Throws `LOGSOURCES_INVALID`: a wrong one would silently leave rules without events. */
export function parseLogsources(text: string, file: string): Route[] {
  const [document, ...more] = readYamlDocuments(text, file);
  const [trouble] = document?.collector.problems ?? [];
  if (trouble !== undefined) throw invalid(`${file}:${trouble.line}`, trouble.message);
  const root = document?.root;
  if (more.length > 0 || root?.kind !== 'map') throw invalid(file, 'it must hold one mapping');
  return new LogsourceReader(root, file).routes();
}

function invalid(place: string, why: string): HardcellError {
  return new HardcellError('LOGSOURCES_INVALID', { why }, place);
}

class LogsourceReader {
  readonly #root: MapNode;
  readonly #file: string;

  constructor(root: MapNode, file: string) {
    this.#root = root;
    this.#file = file;
  }

  routes(): Route[] {
    const known = new Set(['source', 'product', 'event', 'fields', 'repeated', 'spaces', 'constant', 'services', 'categories']);
    for (const { key, place } of this.#root.entries)
      if (!known.has(key)) throw invalid(`${this.#file}:${place.line}`, `unknown key ${key}`);
    const source = this.#text(this.#root, 'source');
    if (source === null) throw invalid(this.#file, '`source` is missing');
    const mapping: FieldMapping = {
      fields: new Map(this.#fields(this.#root)),
      repeated: new Set(this.#texts(find(this.#root, 'repeated'))),
      dropSpaces: this.#text(this.#root, 'spaces') === 'dropped',
      constant: new Set(this.#texts(find(this.#root, 'constant'))),
    };
    const products = this.#texts(find(this.#root, 'product'));
    const event = this.#text(this.#root, 'event');
    // Where events may be of several products, a rule that names none looks at them once, by routes that name none either.
    const variants = products.length > 1 ? [null, ...products] : [products[0] ?? null];
    return variants.flatMap((product) =>
      this.#routesOf({ product, category: null, service: null, source, channels: null, event, events: null, where: [], mapping }),
    );
  }

  #routesOf(everything: Route): Route[] {
    const services = this.#entries(this.#root, 'services').map(([service, node]): Route => {
      const channels = this.#texts(node).map(fold);
      return { ...everything, service, channels: channels.length === 0 ? null : channels };
    });
    const categories = this.#entries(this.#root, 'categories').flatMap(([category, node]) =>
      this.#maps(node).map((route) => this.#categoryRoute(category, route, everything, services)),
    );
    return [...(everything.product === null ? [] : [everything]), ...services, ...categories];
  }

  #categoryRoute(category: string, node: MapNode, everything: Route, services: readonly Route[]): Route {
    const name = this.#text(node, 'service');
    const service = name === null ? everything : services.find((candidate) => candidate.service === name);
    if (service === undefined) throw invalid(`${this.#file}:${node.line}`, `no service ${String(name)}`);
    const channels = this.#texts(find(node, 'channels')).map(fold);
    const events = this.#texts(find(node, 'events'));
    const own = this.#fields(node);
    return {
      ...service,
      category,
      channels: channels.length > 0 ? channels : service.channels,
      events: events.length > 0 ? events : null,
      where: this.#entries(node, 'where').map(([field, values]) => [field, this.#texts(values).map(fold)]),
      mapping: own.length === 0 ? service.mapping : { ...service.mapping, fields: new Map([...service.mapping.fields, ...own]) },
    };
  }

  #fields(node: MapNode): [string, FieldSource][] {
    const values = new Map(this.#entries(node, 'values'));
    return this.#entries(node, 'fields').map(([field, source]) => {
      const every = source.kind === 'map' ? find(source, 'every') : undefined;
      const translated = values.get(field);
      return [
        field,
        {
          readings: this.#readings(every ?? source),
          every: every !== undefined,
          values: translated?.kind === 'map' ? new Map(translated.entries.map(({ key, value }) => [fold(key), textOf(value) ?? ''])) : null,
        },
      ];
    });
  }

  #readings(node: RuleNode): FieldReading[] {
    const nodes = node.kind === 'list' ? node.items : [node];
    return nodes.map((reading) => {
      const plus = reading.kind === 'map' ? find(reading, 'plus') : undefined;
      if (plus !== undefined) return { names: this.#texts(plus), join: null, plus: true };
      if (reading.kind === 'map')
        return { names: this.#texts(find(reading, 'join')), join: this.#text(reading, 'with') ?? ' ', plus: false };
      return { names: this.#texts(reading), join: null, plus: false };
    });
  }

  #entries(map: MapNode, key: string): [string, RuleNode][] {
    const node = find(map, key);
    if (node === undefined) return [];
    if (node.kind !== 'map') throw invalid(`${this.#file}:${node.line}`, `\`${key}\` must be a mapping`);
    return node.entries.map((entry) => [entry.key, entry.value]);
  }

  #maps(node: RuleNode): MapNode[] {
    const nodes = node.kind === 'list' ? node.items : [node];
    return nodes.map((item) => {
      if (item.kind !== 'map') throw invalid(`${this.#file}:${item.line}`, 'a route must be a mapping');
      return item;
    });
  }

  #text(map: MapNode, key: string): string | null {
    const node = find(map, key);
    if (node === undefined) return null;
    return this.#texts(node)[0] ?? null;
  }

  #texts(node: RuleNode | undefined): string[] {
    if (node === undefined) return [];
    const values: PlainValue = plain(node);
    const list: readonly PlainValue[] = Array.isArray(values) ? values : [values];
    return list.map((value) => {
      if (value === null || typeof value === 'object') throw invalid(`${this.#file}:${node.line}`, 'a text was expected');
      return String(value);
    });
  }
}

import { naiveEvent, type NaiveEvent, type NaivePairs } from './event.ts';
import { naiveFold } from './fold.ts';
import type { EventTest } from './item.ts';
import { readingOf, type FieldReading } from './reading.ts';
import { isScalarNode, naiveDocuments, textOf, type NaiveYaml } from './yaml.ts';

/** An event as a reader gives it. */
export interface NaiveRawEvent {
  readonly source: string;
  readonly channel: string | null;
  readonly pairs: NaivePairs;
}

type Stated = Readonly<Record<'product' | 'category' | 'service', string | null>>;

/** For a rule's logsource: whether its detection is true at one of the places that the rule looks at and the event is at. */
export type NaiveRouter = (logsource: NaiveYaml | undefined, detection: EventTest) => (event: NaiveRawEvent) => boolean;

/** A place of the logsource data: what it states, which events are there, and how their fields are called. */
interface Place extends Stated {
  readonly source: string;
  here(event: NaiveRawEvent): boolean;
  read(event: NaiveRawEvent): NaiveEvent;
}

type Mapping = ReadonlyMap<string, NaiveYaml>;

/** Routing straight from the texts of the logsource data. What was found out of an event is kept while it is the last one asked about. */
export function naiveRouter(texts: readonly string[]): NaiveRouter {
  const places = texts.flatMap((text) => naiveDocuments(text).flatMap(placesOf)).map(remembering);
  return (logsource, detection) => {
    const stated = statedBy(logsource);
    const fitting = places.filter((place) => agrees(place, stated));
    const widest = fitting.filter(
      (place) => !fitting.some((other) => other !== place && other.source === place.source && isWider(other, place)),
    );
    return (event) => {
      for (const place of widest) if (place.here(event) && detection(place.read(event))) return true;
      return false;
    };
  };
}

const KEYS = ['product', 'category', 'service'] as const;

function statedBy(logsource: NaiveYaml | undefined): Stated {
  const text = (key: string): string | null => {
    const node = logsource instanceof Map ? (logsource as Mapping).get(key) : undefined;
    return node === undefined ? null : textOf(node);
  };
  return { product: text('product'), category: text('category'), service: text('service') };
}

function agrees(place: Stated, stated: Stated): boolean {
  return KEYS.every((key) => stated[key] === null || stated[key] === place[key]);
}

/** Whether a place says only what the other says, and less. */
function isWider(wider: Stated, place: Stated): boolean {
  return agrees(place, wider) && KEYS.some((key) => wider[key] === null && place[key] !== null);
}

function placesOf(root: Mapping): Place[] {
  const source = textOf(root.get('source'));
  const products = list(root.get('product')).map(textOf);
  const variants = products.length > 1 ? [null, ...products] : [products[0] ?? null];
  const services = root.get('services');
  const categories = root.get('categories');
  return variants.flatMap((product) => [
    ...(product === null ? [] : [place(root, { source, product, category: null, service: null }, [], new Map())]),
    ...entries(services).map(([service, channels]) =>
      place(root, { source, product, category: null, service }, list(channels).map(textOf), new Map()),
    ),
    ...entries(categories).flatMap(([category, routes]) =>
      list(routes).map((route) => {
        const own: Mapping = route instanceof Map ? (route as Mapping) : new Map();
        const service = own.has('service') ? textOf(own.get('service')) : null;
        const inherited = service === null ? undefined : new Map(entries(services)).get(service);
        const channels = own.has('channels') ? own.get('channels') : inherited;
        return place(root, { source, product, category, service }, list(channels).map(textOf), own);
      }),
    ),
  ]);
}

function place(root: Mapping, stated: Stated & { readonly source: string }, channels: readonly string[], own: Mapping): Place {
  const kinds = list(own.get('events')).map(textOf);
  const where = entries(own.get('where')).map(([field, values]) => [field, list(values).map((value) => naiveFold(textOf(value)))] as const);
  const logs = channels.map(naiveFold);
  const number = textOf(root.get('event'));
  const spelling = { repeated: list(root.get('repeated')).map(textOf), dropSpaces: textOf(root.get('spaces')) === 'dropped' };
  const readings = new Map<string, FieldReading>();
  for (const level of [root, own]) {
    const values = new Map(entries(level.get('values')));
    for (const [field, reading] of entries(level.get('fields'))) readings.set(field, readingOf(reading, values.get(field)));
  }
  const value = (event: NaiveRawEvent, field: string): string | null => event.pairs.find(([name]) => name === field)?.[1] ?? null;
  return {
    ...stated,
    here: (event) =>
      event.source === stated.source &&
      (logs.length === 0 || (event.channel !== null && logs.includes(naiveFold(event.channel)))) &&
      (kinds.length === 0 || number === '' || kinds.includes(value(event, number) ?? '')) &&
      where.every(([field, wanted]) => wanted.includes(naiveFold(value(event, field) ?? ''))),
    read: (event) => {
      const native = naiveEvent(event.pairs, spelling);
      const known = new Map<string, ReturnType<NaiveEvent['field']>>();
      return {
        all: () => native.all(),
        field: (name) => {
          const reading = readings.get(name);
          if (reading === undefined) return native.field(name);
          if (!known.has(name)) known.set(name, reading(native));
          return known.get(name);
        },
      };
    },
  };
}

function remembering(of: Place): Place {
  let last: NaiveRawEvent | null = null;
  let here = false;
  let reading: NaiveEvent | null = null;
  return {
    ...of,
    here: (event) => {
      if (event !== last) [last, here, reading] = [event, of.here(event), null];
      return here;
    },
    read: (event) => (reading ??= of.read(event)),
  };
}

function entries(node: NaiveYaml | undefined): [string, NaiveYaml][] {
  return node instanceof Map ? [...(node as Mapping)] : [];
}

function list(node: NaiveYaml | undefined): readonly NaiveYaml[] {
  if (node === undefined || (isScalarNode(node) && node.value === null)) return [];
  return Array.isArray(node) ? node : [node];
}

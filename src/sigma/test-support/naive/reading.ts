import { naiveText, type NaiveEvent, type NaiveText } from './event.ts';
import { naiveFold } from './fold.ts';
import { isScalarNode, textOf, type NaiveYaml } from './yaml.ts';

/** The values that a field of a rule has in an event; undefined when it is absent. */
export type FieldReading = (event: NaiveEvent) => readonly NaiveText[] | undefined;

type Mapping = ReadonlyMap<string, NaiveYaml>;

/** Reads what logsource data says of one field: a name, a list of which the first that is there counts, `every`, `join` or `plus`; and what values stand for. */
export function readingOf(node: NaiveYaml, values: NaiveYaml | undefined): FieldReading {
  const every: NaiveYaml | undefined = node instanceof Map ? (node as Mapping).get('every') : undefined;
  const parts = list(every === undefined ? node : every).map((part) => partOf(part));
  const meanings = new Map(values instanceof Map ? [...(values as Mapping)].map(([value, text]) => [naiveFold(value), textOf(text)]) : []);
  return (event) => {
    const found = parts.map((part) => part(event)).filter((texts) => texts !== undefined);
    const [first] = found;
    if (first === undefined) return undefined;
    const texts = every === undefined ? first : found.flat();
    const meant = texts.flatMap(({ folded }) => meanings.get(folded) ?? []);
    return meant.length === 0 ? texts : [...texts, ...meant.map(naiveText)];
  };
}

function partOf(node: NaiveYaml): FieldReading {
  if (isScalarNode(node)) return (event) => event.field(textOf(node));
  const part: Mapping = node instanceof Map ? (node as Mapping) : new Map();
  const plus = part.get('plus');
  if (plus !== undefined) return (event) => event.field(textOf(plus))?.map(({ raw }) => naiveText(raw.replaceAll('+', ' ')));
  const join = part.get('join');
  const names = join === undefined ? [] : list(join).map(textOf);
  const between = part.has('with') ? textOf(part.get('with')) : ' ';
  return (event) => {
    const there = names.map((name) => event.field(name)).filter((texts) => texts !== undefined);
    if (there.length === 0) return undefined;
    const texts = there.flatMap((each) => each.slice(0, 1)).map(({ raw }) => raw);
    return texts.length === 0 ? [] : [naiveText(texts.join(between))];
  };
}

function list(node: NaiveYaml): readonly NaiveYaml[] {
  return Array.isArray(node) ? node : [node];
}

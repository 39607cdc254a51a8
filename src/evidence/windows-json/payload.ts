import { keyOf, KIND, type JsonLine } from '../json/index.ts';
import { localName } from '../windows-xml/index.ts';

/** Takes the fields of a payload in its order. */
export type AddField = (name: string, node: number) => void;

const ATTRIBUTES = '#attributes';
const SEPARATE = '_attributes';
const TEXT = '#text';

/** Names that are no part of the event: of namespaces, and of UserData's element as Winlogbeat notes it. */
function isForeign(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:') || name === 'xml_name';
}

/** Adds the leaves of an object that stands for EventData or UserData, under the names of their elements, without members of a header. */
export function listPayload(line: JsonLine, object: number, header: ReadonlySet<string>, add: AddField): void {
  for (let node = object + 1; node < line.next(object); node = line.next(node)) {
    const name = line.key(node);
    if (name !== ATTRIBUTES && !header.has(name)) listElement(line, node, unnumbered(line, object, name).replaceAll(' ', ''), add);
  }
}

/** Adds what one element holds under its name. Its attributes stand in a member `#attributes`, or beside it under its name; its text in a member `#text` where it has both. */
export function listElement(line: JsonLine, node: number, name: string, add: AddField): void {
  if (isForeign(name)) return;
  if (name.length > SEPARATE.length && name.endsWith(SEPARATE)) return listAttributes(line, node, name.slice(0, -SEPARATE.length), add);
  const kind = line.kind(node);
  const end = line.next(node);
  if (kind < KIND.object || end === node + 1) return add(name, node);
  for (let child = node + 1; child < end; child = line.next(child)) {
    const key = kind === KIND.array ? '' : line.key(child);
    if (key === ATTRIBUTES) listAttributes(line, child, name, add);
    else listElement(line, child, key === '' || key === TEXT ? name : localName(unnumbered(line, node, key)), add);
  }
}

export function listAttributes(line: JsonLine, object: number, element: string, add: AddField): void {
  for (let node = object + 1; node < line.next(object); node = line.next(node)) {
    const name = line.key(node);
    if (!isForeign(name)) add(`${element}_${localName(name)}`, node);
  }
}

const NUMBERED = /^(.+)_\d{1,4}(_attributes)?$/;

/** The name of an element that comes again, which evtx_dump numbers: `Header`, `Header_1`, `Header_2`. */
function unnumbered(line: JsonLine, object: number, key: string): string {
  const last = key.charCodeAt(key.length - 1);
  const match = (last >= 0x30 && last <= 0x39) || key.endsWith(SEPARATE) ? NUMBERED.exec(key) : null;
  const name = `${match?.[1] ?? ''}${match?.[2] ?? ''}`;
  return name !== '' && line.member(object, keyOf(name)) >= 0 ? name : key;
}

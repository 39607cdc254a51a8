import type { DetectionItem } from '../detection.ts';
import type { Cell, EventView, FieldNumbers } from '../event-view.ts';
import type { SigmaEvent } from '../event.ts';
import { fold } from '../fold.ts';
import type { FieldMapping } from '../logsources.ts';
import type { Alternatives } from '../value.ts';
import { valueTest } from '../value-test.ts';
import type { ItemExplanation, WantedExplanation } from './explanation.ts';
import { alternativesWords } from './value-words.ts';

/** One event as a rule reads it. */
export interface Reading {
  readonly event: SigmaEvent;
  readonly mapping: FieldMapping;
  readonly fields: FieldNumbers;
  /** Turned to the event under the mapping. */
  readonly view: EventView;
}

/** What decided a line of a detection; `holds` is what the engine's own test answers. */
export function explainItem(item: DetectionItem, holds: boolean, reading: Reading): ItemExplanation {
  const { field, modifiers, line, column, all, negated } = item;
  const cell = field === null ? null : reading.view.cell(reading.fields.of(field));
  return {
    kind: 'item',
    holds,
    field,
    modifiers,
    line,
    column,
    read: field === null ? [] : nativeNames(field, reading),
    present: cell === null || cell.present,
    values: cell?.texts ?? [],
    all,
    negated,
    wanted: item.values.map((alternatives) => explainWanted(alternatives, cell, reading)),
  };
}

/** The native fields, of those that may stand for a rule's field, that the event has; the first alone where the first counts. */
function nativeNames(field: string, { event, mapping }: Reading): string[] {
  const has = (name: string): boolean => event.get(name) !== undefined;
  const spelled = (name: string): string => (!has(name) && mapping.dropSpaces ? name.replaceAll(' ', '') : name);
  const source = mapping.fields.get(field);
  if (source === undefined) return [spelled(field)].filter(has);
  const readings = source.readings.map(({ names }) => names.map(spelled).filter(has)).filter((names) => names.length > 0);
  return [...new Set(source.every ? readings.flat() : (readings[0] ?? []))];
}

function explainWanted(alternatives: Alternatives, cell: Cell | null, reading: Reading): WantedExplanation {
  const tests = alternatives.map((value) => valueTest(value, reading.fields));
  const found = (candidate: Cell): boolean => tests.some((test) => test(candidate, reading.view));
  const others = alternatives.flatMap((value) => (value.kind === 'field' ? reading.view.cell(reading.fields.of(value.name)).texts : []));
  const other = alternatives.some(({ kind }) => kind === 'field') ? others : null;
  const places = cell === null ? keywordPlaces(reading.event) : cell.texts.map((value) => ({ field: null, value }));
  const by = places.find(({ value }) => found(cellOf(value))) ?? null;
  return { words: alternativesWords(alternatives), holds: found(cell ?? reading.view.all()), by, other };
}

function keywordPlaces(event: SigmaEvent): { field: string; value: string }[] {
  return [...event.fields()].flatMap(([field, value]) => (value === null ? [] : [{ field, value }]));
}

/** A field that has this value alone. */
function cellOf(text: string): Cell {
  return { present: true, texts: [text], shown: text, folded: () => [fold(text)] };
}

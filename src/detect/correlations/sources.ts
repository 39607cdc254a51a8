import { literal } from '../../case/index.ts';
import { SECOND_TICKS, type Correlation, type StepSource } from '../../sigma/index.ts';

/** Where matches are read from, and the time they are counted from (µs since 1970). */
export interface MatchSource {
  /** SQL: a table with the columns of base matches. */
  readonly matches: string;
  readonly base: number;
  /** Name of the table of what stands behind the findings of a correlation, by its key. */
  behind(correlation: string): string;
}

/** One source of a correlation's events, with its number among all of them and the number of its step. */
export interface NumberedSource extends StepSource {
  readonly number: number;
  readonly step: number;
}

/** Sources that are read together, because a row is of one of them at most. */
export interface SourceLayer {
  readonly sources: readonly NumberedSource[];
  /** The correlation whose findings these are; null for matches of rules. */
  readonly inner: string | null;
  /** SQL: whether a row is of any of them, and of one. */
  readonly isIn: string;
  isFrom(source: NumberedSource): string;
}

/** Every source of a correlation in as few layers as can be; those of steps that `only` leaves out stay out. */
export function layersOf({ steps }: Correlation, only: readonly boolean[] = steps.map(() => true)): SourceLayer[] {
  const layers: { inner: string | null; step: number; sources: NumberedSource[] }[] = [];
  let number = 0;
  for (const [step, { correlation: inner, sources }] of steps.entries()) {
    for (const source of sources) {
      const numbered = { ...source, number: number++, step };
      if (only[step] !== true) continue;
      const fits = layers.find(
        (layer) =>
          layer.inner === inner && (inner === null ? !layer.sources.some(({ rule }) => rule === source.rule) : layer.step === step),
      );
      if (fits === undefined) layers.push({ inner, step, sources: [numbered] });
      else fits.sources.push(numbered);
    }
  }
  return layers.map(({ inner, sources }) => {
    const list = sources.map((one) => (inner === null ? literal(one.rule) : String(one.inner ?? 0))).join(', ');
    const isFrom = (one: NumberedSource): string => (inner === null ? `rule = ${literal(one.rule)}` : `source = ${one.inner ?? 0}`);
    return { sources, inner, isIn: `${inner === null ? 'rule' : 'source'} IN (${list})`, isFrom };
  });
}

export function isTemporal({ type }: Pick<Correlation, 'type'>): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

/** Whether it adds up or ranks numbers. */
export function isNumeric({ type }: Pick<Correlation, 'type'>): boolean {
  return type.startsWith('value_') && type !== 'value_count';
}

export function spanTicks({ timespan }: Pick<Correlation, 'timespan'>): number {
  return timespan * SECOND_TICKS;
}

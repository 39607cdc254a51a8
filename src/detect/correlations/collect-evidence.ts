import { literal } from '../../case/index.ts';
import type { Engine } from '../../engine/index.ts';
import { witnesses, type Correlation } from '../../sigma/index.ts';
import { events, shown, witnessed } from './event-sql.ts';
import { layersOf, spanTicks, type MatchSource, type SourceLayer } from './sources.ts';

/** Columns of a base match, as what stands behind a finding keeps them. */
const MATCH = ['time', 'time_100ns', 'time_digits', 'host', 'rule', 'fields', 'ref', 'pointers'];

/**
 * Makes the table `behind` of a correlation: episode, held, upto, source, shown, and the columns of every match in an episode; by episode.
 * A match is looked for among the episodes of its group and of its stretch of a timespan, of which there are three at most.
 */
export async function collectEvidence(
  engine: Engine,
  correlation: Correlation,
  from: MatchSource,
  episodes: string,
  behind: string,
): Promise<void> {
  const parts = layersOf(correlation, witnesses(correlation)).map((layer) =>
    layer.inner === null ? own(correlation, layer, from, episodes) : inherited(correlation, layer, from, episodes, layer.inner),
  );
  await engine.run(`CREATE OR REPLACE TABLE ${behind} AS ${parts.join(' UNION ALL ')} ORDER BY episode`);
}

function columns(episode: string, source: string, match: string): string {
  return [
    `CAST(${episode}.id AS BIGINT) AS episode`,
    `${episode}.held AS held`,
    `${episode}.t1 AS upto`,
    `${source} AS source`,
    ...MATCH.map((name) => `${match}.${name}`),
  ].join(', ');
}

function own(correlation: Correlation, layer: SourceLayer, from: MatchSource, episodes: string): string {
  const span = spanTicks(correlation);
  const stretches = `unnest(range(CAST(floor(t0 / ${span}) AS BIGINT), CAST(floor(t1 / ${span}) AS BIGINT) + 1))`;
  return `SELECT ${columns('e', 'm.number', 'm')}, m.shown AS shown FROM (${witnessed(correlation, layer, from)}) AS m
    JOIN (SELECT *, ${stretches} AS stretch FROM ${episodes}) AS e
    ON m.g1 = e.g1 AND m.g2 = e.g2 AND CAST(floor(m.t / ${span}) AS BIGINT) = e.stretch AND m.t >= e.t0 AND m.t <= e.t1`;
}

/** Of another correlation's finding that is an event here: everything behind it, which is shown according to the way it came. */
function inherited(correlation: Correlation, layer: SourceLayer, from: MatchSource, episodes: string, inner: string): string {
  const [source] = layer.sources;
  const first = (source?.number ?? 0) - (source?.inner ?? 0);
  const met = `SELECT DISTINCT e.id, e.held, e.t1, -1 - i.record AS met FROM (${events(correlation, layer, from)}) AS i
    JOIN ${episodes} AS e ON i.g1 = e.g1 AND i.g2 = e.g2 AND i.t <= e.t1 AND i.until >= e.t0`;
  return `SELECT ${columns('x', `${first} + b.source`, 'b')}, b.newly AS shown FROM (${met}) AS x
    JOIN (SELECT * EXCLUDE (shown), ${shown(correlation, layer)} AS newly FROM ${from.behind(inner)} AS o) AS b ON CAST(x.met AS BIGINT) = b.episode`;
}

/** SQL of the findings of some episodes, with the columns of the finding table, in its order. */
export function findingsSql(correlation: Correlation, behind: string, firstEpisode: number, lastEpisode: number): string {
  const first = `min(struct_pack(a := time, b := time_100ns, c := ref, d := time_digits, e := host))`;
  const { key } = correlation;
  const prefix = `${Buffer.byteLength(key)}:${key}`;
  // Where rules are grouped by different fields one record may stand in two groups: their findings have the same events.
  const groupings = new Set(correlation.steps.flatMap(({ sources }) => sources.map(({ group }) => JSON.stringify(group))));
  const group = groupings.size > 1 ? ` || coalesce(shown, '')` : '';
  const lengths = `array_to_string(list_transform(list_sort(list_distinct(refs)), lambda r: strlen(r) || ':' || r), '')`;
  const list = (texts: readonly string[]): string => `CAST([${texts.map(literal).join(', ')}] AS VARCHAR[])`;
  const { title, level, author, attack, tactics, custom, id } = correlation;
  return `SELECT substr(sha256(${literal(prefix)} || ${lengths}${group}), 1, 16) AS id, f.a AS time, f.b AS time_100ns, f.d AS time_digits, f.e AS host,
      ${literal(id)} AS rule, ${literal(title)} AS title, ${literal(level)} AS level, ${literal(author ?? 'not stated')} AS author,
      ${custom['hardcell']?.['terminal'] === true} AS terminal, ${list(attack)} AS attack, ${list(tactics)} AS tactics,
      coalesce(shown, '{}') AS fields, last, f.c AS ref, list_sort(list_distinct(pointers)) AS pointers, CAST(NULL AS VARCHAR) AS account
    FROM (
      SELECT episode, ${first} AS f, max(time) AS "last", list(ref) AS refs, flatten(list(pointers)) AS pointers,
        arg_min(shown, struct_pack(a := time, b := time_100ns, c := ref, d := source)) FILTER (WHERE shown IS NOT NULL) AS shown
      FROM ${behind} WHERE episode BETWEEN ${firstEpisode} AND ${lastEpisode} GROUP BY episode) AS g
    ORDER BY time, time_100ns, id`;
}

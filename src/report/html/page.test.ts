import { describe, expect, it } from 'vitest';
import { fourWaves } from './fixtures/four-waves.ts';
import { emptyCase, hostile, HOSTILE, manyHosts, nothingFound } from './fixtures/others.ts';
import { thinSlice } from './fixtures/thin.ts';
import { html } from './index.ts';

const cases = { fourWaves, thinSlice, nothingFound, emptyCase, hostile, thirty: () => manyHosts(30), twoHundred: () => manyHosts(200) };

/** What a pattern finds, so that a failure prints that and not the page. */
function found(text: string, pattern: RegExp): readonly string[] {
  return text.match(pattern) ?? [];
}

describe.each(Object.entries(cases))('the report of %s', (_name, make) => {
  const text = html.render(make());

  it('is byte-identical when it is made again', () => {
    expect(html.render(make()) === text).toBe(true);
  });

  it('has a target for every link, and each id once', () => {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const known = new Set(ids);
    const links = [...text.matchAll(/ href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !link.startsWith('#') || !known.has(link.slice(1)))).toEqual([]);
    const hatches = [...text.matchAll(/url\(#([^)]*)\)/g)].map((match) => match[1] ?? '');
    expect(hatches.filter((id) => !known.has(id))).toEqual([]);
  });

  it('ends every sentence of the ten lines in an evidence mark', () => {
    const list = /<ol class="lines">(.*?)<\/ol>/s.exec(text)?.[1];
    const sentences = [...(list ?? '').matchAll(/<p class="says">(.*?)<\/p>/gs)].map((match) => match[1] ?? '');
    expect(sentences.length).toBeLessThanOrEqual(10);
    for (const sentence of sentences) expect(sentence).toMatch(/<a class="mark" href="#e\d+"[^>]*>e\d+<\/a><\/span>$/);
  });

  it('numbers its sections from 1 without a gap', () => {
    const numbers = [...text.matchAll(/<div class="head"><span class="no">(\d+)</g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('holds no value that may differ between equal runs, and nothing that could be fetched', () => {
    const tags = found(text, /<[a-z][^>]*>/gi).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
    expect(tags.filter((tag) => / src=| style=| on[a-z]+=|^<(script|link|img|iframe|base|form)/i.test(tag))).toEqual([]);
    expect(found(text, /https?:\/\//g)).toEqual([]);
    expect(found(text, /default-src &#39;none&#39;/g)).toHaveLength(1);
  });

  it('never prints a number that is none', () => {
    expect(found(text, /NaN|Infinity|undefined|\[object/g)).toEqual([]);
  });
});

describe('the report', () => {
  it('does not change with the seconds and memory of the run', () => {
    const documents = thinSlice();
    const slower = { ...documents, summary: { ...documents.summary, run: { seconds: 9, peak_memory: 9 } } };
    expect(html.render(slower) === html.render(documents)).toBe(true);
  });

  it('says one intruder, the waves, the time and the stores in its headline', () => {
    expect(found(html.render(fourWaves()), /<h1>.*?<\/h1>/g)).toEqual([
      '<h1>One intruder, in four waves over 14\u00a0months, took call records from two stores.</h1>',
    ]);
  });

  it('says that nothing was found only of what could be seen, with the blind days beside it', () => {
    const text = html.render(nothingFound());
    expect(text.includes('<h1>We found no intrusion in what we could see.</h1>')).toBe(true);
    expect(text.includes('14 days of logs are missing')).toBe(true);
    expect(text.includes('id="story"')).toBe(false);
  });

  it('tells announced work beside the answer, and nothing where none was', () => {
    const text = html.render(nothingFound());
    expect(found(text, /Announced work/g).length).toBeGreaterThan(0);
    expect(text.includes('CHG-2041, CHG-2042')).toBe(true);
    expect(html.render(thinSlice()).includes('Announced work')).toBe(false);
  });

  it('tells announced work beside the answer, and nothing where none was', () => {
    const text = html.render(nothingFound());
    expect(found(text, /Announced work/g).length).toBeGreaterThan(0);
    expect(text.includes('CHG-2041, CHG-2042')).toBe(true);
    expect(html.render(thinSlice()).includes('Announced work')).toBe(false);
  });

  it('shows hostile text as text, its controls by name', () => {
    const text = html.render(hostile());
    expect(text.includes('<script')).toBe(false);
    expect(text.includes('<img')).toBe(false);
    expect(text.includes('\u202e')).toBe(false);
    expect(text.includes('\u0007')).toBe(false);
    expect(text.includes('U+202Egpj.exeU+0007')).toBe(true);
    expect(text.includes('&lt;script&gt;globalThis.owned=1')).toBe(true);
    expect(text.includes(HOSTILE)).toBe(false);
  });

  it('says how many rows it does not print, and the command that prints them', () => {
    const made = nothingFound();
    const many = Array.from({ length: 700 }, (_, index) => ({ ...made.findings[0], id: `${index}`.padStart(16, '0') }));
    const findings = many.flatMap((finding) => (finding.rule === undefined ? [] : [finding as (typeof made.findings)[number]]));
    const text = html.render({ ...made, findings });
    expect(text.includes('8 of 700 shown')).toBe(true);
    expect(text.includes('500 more are not printed here')).toBe(true);
    expect(text.includes('hardcell show findings --case DIR')).toBe(true);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('says it when the records do not add up', () => {
    const made = thinSlice();
    const evidence = { ...made.summary.evidence, parsed: 1 };
    expect(html.render({ ...made, summary: { ...made.summary, evidence } }).includes('The two sides differ by')).toBe(true);
  });
});

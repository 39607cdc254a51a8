import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocuments } from '../documents/types.ts';
import { chromiumPath, launch } from './fixtures/chromium.ts';
import { fourWaves } from './fixtures/four-waves.ts';
import { emptyCase, hostile, manyHosts, nothingFound } from './fixtures/others.ts';
import { thinSlice } from './fixtures/thin.ts';
import { html } from './index.ts';

const cases: readonly (readonly [string, () => ReportDocuments])[] = [
  ['four waves', fourWaves],
  ['a thin slice', thinSlice],
  ['nothing found', nothingFound],
  ['an empty case', emptyCase],
  ['hostile text', hostile],
  ['30 hosts', () => manyHosts(30)],
  ['60 hosts', () => manyHosts(60)],
  ['200 hosts', () => manyHosts(200)],
];

let browser: Browser | null = null;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

async function open(make: () => ReportDocuments, width: number): Promise<Page> {
  if (browser === null) throw new Error('Chromium did not start.');
  // The report needs no script; axe does, from outside the page's own policy.
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: 'light', bypassCSP: true });
  await page.setContent(html.render(make()));
  return page;
}

/** Labels of the story drawing, placed or fixed, that meet, by their text, as the browser lays them out. */
const MEETING = `(() => {
  const boxes = [...document.querySelectorAll('.drawing .label, .layer-labels > text, .layer-labels > g:not(.label) > text, .terminal text')].map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }));
  const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a.box, b.box)).map((b) => a.text + ' | ' + b.text));
})()`;

/** Whether the page can be moved sideways, and which elements stick out. */
const SIDEWAYS = `(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const out = wide <= 0 ? [] : [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((node) => node.tagName + '.' + node.getAttribute('class'));
  return { wide, out };
})()`;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AUDIT = `axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map((each) => each.id + ': ' + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' || ')))`;

describe.skipIf(chromiumPath === null)('the report in Chromium', () => {
  it.each(cases)('keeps the labels of the drawing apart and never scrolls sideways: %s', { timeout: 60_000 }, async (_name, make) => {
    const page = await open(make, 1440);
    expect(await page.evaluate(MEETING)).toEqual([]);
    for (const width of [1440, 800, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect({ width, ...(await page.evaluate<object>(SIDEWAYS)) }).toEqual({ width, wide: 0, out: [] });
    }
    await page.close();
  });

  it.each(cases.filter(([name]) => ['four waves', 'a thin slice', 'nothing found', 'hostile text'].includes(name)))(
    'leaves axe nothing to say, light and dark: %s',
    { timeout: 60_000 },
    async (_name, make) => {
      const page = await open(make, 1440);
      await page.evaluate(axe);
      expect(await page.evaluate(AUDIT)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 900 });
      expect(await page.evaluate(AUDIT)).toEqual([]);
      await page.close();
    },
  );

  it('runs nothing and fetches nothing of a hostile log', async () => {
    const page = await open(hostile, 1440);
    expect(
      await page.evaluate(
        '({ owned: globalThis.owned ?? null, scripts: document.scripts.length, images: document.images.length, fetched: performance.getEntriesByType("resource").length })',
      ),
    ).toEqual({
      owned: null,
      scripts: 0,
      images: 0,
      fetched: 0,
    });
    await page.close();
  });

  it('applies its style sheet under its own policy', async () => {
    if (browser === null) throw new Error('Chromium did not start.');
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.setContent(html.render(fourWaves()));
    expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).fontSize')).toBe('38px');
    expect(refused).toEqual([]);
    await page.close();
  });

  it('draws the chain for the drawing under 720 px, and no text of a drawing under 11 px', async () => {
    const page = await open(fourWaves, 390);
    const shown = `['.chain', '.story', '.hop-table'].map((name) => getComputedStyle(document.querySelector(name)).display !== 'none')`;
    expect(await page.evaluate(shown)).toEqual([true, false, false]);
    const small = `[...document.querySelectorAll('svg text')].filter((node) => node.getClientRects().length > 0 && parseFloat(getComputedStyle(node).fontSize) < 11).length`;
    expect(await page.evaluate(small)).toBe(0);
    await page.close();
  });

  it('opens every fold on paper', async () => {
    const page = await open(fourWaves, 1440);
    await page.emulateMedia({ media: 'print' });
    const hidden = `[...document.querySelectorAll('details td, details .entry')].filter((node) => node.getBoundingClientRect().height === 0).length`;
    expect(await page.evaluate(hidden)).toBe(0);
    await page.close();
  });
});

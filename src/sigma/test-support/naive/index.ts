import { naiveDetection } from './detection.ts';
import type { EventTest, NaivePlaceholders } from './item.ts';
import { naiveDocuments } from './yaml.ts';

export { naiveDetection } from './detection.ts';
export { naiveEvent, pairsOf, type NaiveFields, type NaivePairs } from './event.ts';
export { naiveRouter } from './router.ts';
export type { EventTest, NaivePlaceholders } from './item.ts';
export { naiveDocuments, textOf, type NaiveYaml } from './yaml.ts';

/** The test of the first rule of a text, its logsource left out. */
export function naiveRule(text: string, placeholders: NaivePlaceholders = {}): EventTest {
  return naiveDetection(naiveDocuments(text)[0]?.get('detection'), placeholders);
}

import type { ReportFormat } from './format.ts';
import { html } from './html/index.ts';
import { json } from './json/index.ts';

export type { ReportFormat } from './format.ts';

/** Every format `report --format` knows, by name. */
export const reportFormats: readonly ReportFormat[] = [html, json];
export * from './documents/index.ts';

import type { ReportFormat } from '../format.ts';
import { page } from './page.ts';

/** The report that a person reads: one self-contained HTML file that needs no script. */
export const html: ReportFormat = { name: 'html', extension: 'html', render: page };

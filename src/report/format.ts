import type { ReportDocuments } from './documents/types.ts';

/** One way of printing a case. Pure: the same documents give the same bytes. */
export interface ReportFormat {
  /** What `--format` is given. */
  readonly name: 'html' | 'json';
  /** Extension of the file, without the dot. */
  readonly extension: string;
  render(documents: ReportDocuments): string;
}

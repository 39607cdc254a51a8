import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { hardcell } from './hardcell.ts';

/** What `show findings --json` prints of one finding, as far as figures need it. */
export interface PrintedFinding {
  readonly rule: {
    readonly id: string;
    readonly title: string;
    readonly level: string;
    readonly author: string;
    readonly terminal: boolean;
  };
  readonly time: string;
  readonly host: string;
  readonly attack: readonly string[];
  readonly evidence: readonly { readonly file: string }[];
}

/** Every finding of a case, in the order printed. */
export async function* findingsOf(caseDir: string): AsyncGenerator<PrintedFinding> {
  const printed = await hardcell(['show', 'findings', '--case', caseDir, '--json']);
  for await (const line of createInterface({ input: Readable.from(printed) })) if (line !== '') yield JSON.parse(line) as PrintedFinding;
}

/** Whose rule a finding is of: our own, or one that was given. */
export function isOurs({ rule }: PrintedFinding): boolean {
  return rule.author === 'Hardcell';
}

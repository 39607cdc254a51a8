import type { Originals } from '../../evidence/index.ts';
import type { StatementSource } from '../../exposure/index.ts';

/** Gives the exposure stage the statements of the audit log in clear, in memory: the case holds them masked only. */
export function statementSource(originals: Originals): StatementSource {
  return {
    original: async (_ref, pointer) =>
      originals.read(pointer, (event) => ({
        statement: event.get('statement') ?? event.get('query') ?? '',
        parameters: event.get('parameter') ?? null,
      })),
  };
}

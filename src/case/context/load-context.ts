import type { z } from 'zod';
import { byText, problem } from '../../lib/index.ts';
import type { NumberPlan } from '../identity/types.ts';
import type { Place, Parsed } from './context-document.ts';
import { readContextFiles, type ContextFile } from './context-files.ts';
import { parseCsv } from './csv-document.ts';
import { asFormat } from './log-format.ts';
import { formatSchema } from './format-schema.ts';
import { honeySchema, mappingSchema, numbersSchema, sourceSchema, ticketSchema } from './schemas.ts';
import { ticketTime } from './ticket-time.ts';
import type { CarrierContext, ContextProblem, HoneySubscriber, LogFormat, SourceEntry, StoreMapping, Ticket } from './types.ts';
import { usablePart } from './usable-part.ts';
import { parseYaml } from './yaml-document.ts';

/**
 * Reads the context folder (`--context DIR`); null for none. Whatever is wrong in it is listed with file and line, and the rest is used.
 * Throws CONTEXT_UNREADABLE when the folder itself cannot be read.
 */
export function loadContext(dir: string | null): CarrierContext {
  const problems: ContextProblem[] = [];
  const { files, digest } = dir === null ? { files: [], digest: EMPTY_DIGEST } : readContextFiles(dir, problems);
  let numbers: NumberPlan | null = null;
  const sources: SourceEntry[] = [];
  const mappings: StoreMapping[] = [];
  const formats: LogFormat[] = [];
  const tickets: Ticket[] = [];
  const honey: HoneySubscriber[] = [];
  for (const file of files) {
    const reader = new PartReader(file, problems);
    if (file.part === 'numbers') numbers = reader.one(numbersSchema);
    else if (file.part === 'sources') sources.push(...reader.list(sourceSchema));
    else if (file.part === 'tickets') tickets.push(...reader.list(ticketSchema).map(asTicket));
    else if (file.part === 'honey') honey.push(...reader.list(honeySchema));
    else if (file.part === 'format') formats.push(...asFormat(file.file, reader.one(formatSchema), reader.report));
    else if (file.part === 'mapping') mappings.push(...asMapping(file.file, reader.one(mappingSchema)));
  }
  problems.sort((a, b) => byText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || byText(a.reason, b.reason));
  return { numbers, sources, mappings, formats, tickets, honey, digest, problems };
}

/** SHA-256 over nothing. */
const EMPTY_DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** One file: parsed when it is asked for, its problems collected with their lines. */
class PartReader {
  readonly #file: ContextFile;
  readonly #problems: ContextProblem[];
  #parsed: Parsed | null = null;

  constructor(file: ContextFile, problems: ContextProblem[]) {
    this.#file = file;
    this.#problems = problems;
  }

  /** The file as one value; null when too little of it can be used. */
  one<S extends z.ZodType>(schema: S): z.output<S> | null {
    const { document } = this.#parse();
    return usablePart(schema, document.value, (place, cause) => this.#report(place, cause, document.lineOf(place)));
  }

  /** The file as a list; entries that cannot be used are left out. */
  list<S extends z.ZodType>(schema: S): z.output<S>[] {
    const { document } = this.#parse();
    if (!Array.isArray(document.value)) {
      if (document.value !== null) this.#report([], 'must be a list', 1);
      return [];
    }
    return document.value.flatMap((entry: unknown, i) => {
      const used = usablePart(schema, entry, (place, cause) => this.#report([i, ...place], cause, document.lineOf([i, ...place])));
      return used === null ? [] : [used];
    });
  }

  /** Says what is wrong at a place of the file. */
  readonly report = (place: Place, cause: string): void => {
    const { document } = this.#parsed ?? this.#parse();
    this.#report(place, cause, document.lineOf(place));
  };

  #parse(): Parsed {
    const parsed = this.#file.format === 'csv' ? parseCsv(this.#file.text) : parseYaml(this.#file.text);
    for (const { line, cause } of parsed.problems) this.#add('CONTEXT_SYNTAX', { cause }, line);
    this.#parsed = parsed;
    return parsed;
  }

  #report(place: Place, cause: string, line: number | null): void {
    const spelled = place.map((step) => (typeof step === 'number' ? `entry ${step + 1}` : step)).join(', ');
    this.#add('CONTEXT_VALUE', { place: spelled === '' ? 'the file' : spelled, cause }, line);
  }

  #add(code: 'CONTEXT_SYNTAX' | 'CONTEXT_VALUE', details: Record<string, string>, line: number | null): void {
    this.#problems.push({ file: this.#file.file, line, code, reason: problem(code, details) });
  }
}

function asTicket(ticket: z.output<typeof ticketSchema>): Ticket {
  return { ...ticket, from: ticketTime(ticket.from, false) ?? 0, to: ticketTime(ticket.to, true) ?? 0 };
}

function asMapping(file: string, mapping: z.output<typeof mappingSchema> | null): StoreMapping[] {
  if (mapping === null) return [];
  const spelled = mapping.tables.map((table) => table.replaceAll('"', '').toLowerCase());
  const short = spelled.map((table) => table.slice(table.lastIndexOf('.') + 1));
  const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([, column]) => column !== undefined));
  return [{ ...mapping, file, tables: [...new Set([...spelled, ...short])].sort(byText), columns }];
}

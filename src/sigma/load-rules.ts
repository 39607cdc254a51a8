import { readFileSync, realpathSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byText, type ErrorCode } from '../lib/index.ts';
import { tellApart } from './collection/index.ts';
import { linkCorrelations, type Correlation, type ParsedCorrelation } from './correlation/index.ts';
import { applyFilters, type SigmaFilter } from './filter/index.ts';
import { parseRules } from './parse-rules.ts';
import { noPlaceholders, type Placeholders } from './placeholders.ts';
import { rejection, ruleProblem, type Rejected, type RuleProblem } from './problem.ts';
import type { SigmaRule } from './rule.ts';

/** Everything that rule folders gave. */
export interface RuleLoad {
  /** In the order of the folders, then of the paths, then of the documents; narrowed by their filters. */
  readonly rules: readonly SigmaRule[];
  /** Each after those it is built on, otherwise in the same order. */
  readonly correlations: readonly Correlation[];
  /** In the same order. */
  readonly filters: readonly SigmaFilter[];
  /**
   * Files and documents that gave nothing: first paths that cannot be read, then documents, then correlations that cannot run with the
   * rules there are, each in the same order.
   */
  readonly rejected: readonly Rejected[];
  /** What is odd but stops nothing: links that lead back, ids given twice, filters for no rule; each in the same order. */
  readonly warnings: readonly RuleProblem[];
}

/** The largest public rule has 295,078 bytes. */
const MAX_BYTES = 1_048_576;
const START = { line: 1, column: 1 };

/** What rules are read with. */
export interface LoadOptions {
  /** Values of the placeholders of `expand`; a rule that needs another is rejected. */
  readonly placeholders?: Placeholders;
}

/**
 * Reads every `*.yml` and `*.yaml` under the folders (or files) given; links are followed, each real folder and file is read once.
 * A path that cannot be read is rejected with its reason. Paths are those given, with what lies below joined to them by `/`.
 * Filters and correlations may name rules of any file.
 */
export function loadRules(paths: readonly string[], { placeholders = noPlaceholders }: LoadOptions = {}): RuleLoad {
  const walk = new RuleWalk();
  for (const path of paths) walk.add(path);
  const rules: SigmaRule[] = [];
  const correlations: ParsedCorrelation[] = [];
  const filters: SigmaFilter[] = [];
  const rejected = [...walk.rejected];
  for (const file of walk.files) {
    const text = readText(file);
    if (typeof text !== 'string') {
      rejected.push(text);
      continue;
    }
    const parsed = parseRules(text, file, placeholders);
    rules.push(...parsed.rules);
    correlations.push(...parsed.correlations);
    filters.push(...parsed.filters);
    rejected.push(...parsed.rejected);
  }
  const apart = tellApart(rules, correlations);
  const filtered = applyFilters(apart.rules, filters);
  const linked = linkCorrelations(filtered.rules, apart.correlations, rejected);
  return {
    rules: linked.rules,
    correlations: linked.correlations,
    filters,
    rejected: [...rejected, ...linked.rejected],
    warnings: [...walk.warnings, ...apart.warnings, ...filtered.warnings],
  };
}

/** Finds rule files; what is in the way goes to `rejected` and `warnings`. */
class RuleWalk {
  readonly rejected: Rejected[] = [];
  readonly warnings: RuleProblem[] = [];
  readonly files: string[] = [];
  readonly #seen = new Set<string>();

  /** Adds the rule files at or below a path, sorted by path. A file named by the user is taken whatever its ending. */
  add(path: string, named = true): void {
    try {
      const real = realpathSync(path);
      const stat = statSync(real);
      if (stat.isDirectory()) this.#addFolder(path, real);
      else if (!named && !isRuleName(path)) return;
      else if (!stat.isFile()) this.#refuse(path, 'NOT_A_FILE');
      else if (!this.#seen.has(real)) {
        this.#seen.add(real);
        this.files.push(path);
      }
    } catch (error) {
      const cause = errno(error);
      if (cause === 'ELOOP') this.#refuse(path, 'LINK_LOOP');
      else if (cause === 'ENOENT' && !named) this.#refuse(path, 'LINK_BROKEN');
      else this.#refuse(path, 'FILE_UNREADABLE', cause);
    }
  }

  #addFolder(path: string, real: string): void {
    if (this.#seen.has(real)) {
      const isAbove = `${realpathSync(dirname(path))}/`.startsWith(`${real}/`);
      if (isAbove) this.warnings.push(ruleProblem(path, 'LINK_LOOP', START));
      return;
    }
    this.#seen.add(real);
    const entries = readdirSync(real, { withFileTypes: true });
    const wanted = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink() || isRuleName(entry.name));
    for (const { name } of wanted.toSorted((a, b) => byText(a.name, b.name))) this.add(join(path, name), false);
  }

  #refuse(path: string, code: ErrorCode, cause = ''): void {
    this.rejected.push(rejection([ruleProblem(path, code, START, { cause })], null, null));
  }
}

function isRuleName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function errno(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function readText(file: string): string | Rejected {
  const refuse = (code: ErrorCode, details: Record<string, string | number> = {}): Rejected =>
    rejection([ruleProblem(file, code, START, details)], null, null);
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) return refuse('RULE_FILE_TOO_LARGE', { bytes: size, limit: MAX_BYTES });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return refuse('RULE_NOT_UTF8');
    return refuse('FILE_UNREADABLE', { cause: errno(error) });
  }
}

import type { Expression } from './expression.ts';

/** Texts of which every match contains at least one. */
export type AnyText = readonly string[];

/** Groups in groups beyond this are passed over. */
const MAX_DEPTH = 12;
/** Of more alternatives than this one is nearly always there. */
const MAX_ALTERNATIVES = 40;

/**
 * What every match of the expression contains, folded: of each entry at least one text; possibly no entry. Only printable ASCII counts. It is
 * a necessary condition for the index, never a sufficient one.
 */
export function requiredTexts({ source }: Expression): AnyText[] {
  return new RequiredTexts(source).whole() ?? [];
}

/** Thrown where the expression has something unusual: then nothing is required of its matches. */
class GivenUp extends Error {}

class RequiredTexts {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): AnyText[] | null {
    try {
      const all = this.#alternatives();
      return this.#at < this.#source.length ? null : all;
    } catch (error) {
      if (error instanceof GivenUp) return null;
      throw error;
    }
  }

  /** `a|b|c` up to the end or the closing parenthesis. */
  #alternatives(): AnyText[] {
    const branches = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      branches.push(this.#sequence());
    }
    const [only = []] = branches;
    if (branches.length === 1) return only;
    const best = branches.map(longest);
    const texts = best.flatMap((each) => each ?? []);
    return best.includes(null) || texts.length > MAX_ALTERNATIVES ? [] : [[...new Set(texts)]];
  }

  #sequence(): AnyText[] {
    const required: AnyText[] = [];
    let run = '';
    const end = (): void => {
      if (run !== '') required.push([run.toLowerCase()]);
      run = '';
    };
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) {
      const atom = this.#atom();
      const { least, most } = this.#quantifier();
      if (typeof atom === 'string') {
        if (least >= 1) run += atom;
        if (least !== 1 || most !== 1) end();
      } else {
        end();
        if (least >= 1) required.push(...atom);
      }
    }
    end();
    return required;
  }

  /** The character an atom always matches, or what its matches contain. */
  #atom(): string | AnyText[] {
    const c = this.#source.charAt(this.#at);
    if (c === '(') return this.#group();
    if (c === '[') return this.#class();
    if (c === '\\') return this.#escape();
    this.#at++;
    if ('.^$'.includes(c)) return [];
    return /[ -~]/.test(c) ? c : [];
  }

  #quantifier(): { least: number; most: number } {
    // Some engines read `{,5}` as a number of times, others as it stands.
    if (/^\{,\d*\}/.test(this.#source.slice(this.#at, this.#at + 24))) throw new GivenUp();
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?/.exec(this.#source.slice(this.#at, this.#at + 24));
    if (found === null) return { least: 1, most: 1 };
    this.#at += found[0].length;
    const [, sign, least, comma, most] = found;
    if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    return { least: Number(least), most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) };
  }

  #escape(): string | AnyText[] {
    const c = this.#source.charAt(this.#at + 1);
    this.#at += 2;
    if (c !== '' && 'dDsSwWbBAz'.includes(c)) return [];
    if (/[!-/:-@[-`{-~]/.test(c)) return c;
    throw new GivenUp();
  }

  #group(): AnyText[] {
    const opening = /^\((?:\?(?:[a-zA-Z-]*:|P?<[A-Za-z_]\w*>))?/.exec(this.#source.slice(this.#at, this.#at + 64))?.[0] ?? '(';
    // Flags for what follows: none of them changes which characters a plain one stands for, but for its case.
    const flags = /^\(\?[imsU-]+\)/.exec(this.#source.slice(this.#at, this.#at + 12))?.[0];
    if (flags !== undefined) {
      this.#at += flags.length;
      return [];
    }
    this.#at += opening.length;
    if (this.#source.charAt(this.#at) === '?' || ++this.#depth > MAX_DEPTH) throw new GivenUp();
    const inner = this.#alternatives();
    if (this.#source.charAt(this.#at) !== ')') throw new GivenUp();
    this.#at++;
    this.#depth--;
    return inner;
  }

  #class(): AnyText[] {
    const source = this.#source;
    let at = this.#at + 1;
    if (source.charAt(at) === '^') at++;
    if (source.charAt(at) === ']') at++;
    for (; at < source.length; at++) {
      const c = source.charAt(at);
      if (c === '\\') at++;
      else if (c === '[' && source.charAt(at + 1) === ':') {
        const close = source.indexOf(':]', at + 2);
        if (close === -1) break;
        at = close + 1;
      } else if (c === ']') {
        this.#at = at + 1;
        return [];
      }
    }
    throw new GivenUp();
  }
}

/** Of what must be there the entry whose shortest text is longest. */
function longest(required: readonly AnyText[]): AnyText | null {
  const shortest = (texts: AnyText): number => texts.reduce((least, text) => Math.min(least, text.length), Infinity);
  return required.reduce<AnyText | null>((best, texts) => (best === null || shortest(texts) > shortest(best) ? texts : best), null);
}

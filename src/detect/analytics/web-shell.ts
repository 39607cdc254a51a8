import { mergePointers, type Finding, type StageInput } from '../../case/index.ts';
import { byText, isoFromInstant, isoFromMicros } from '../../lib/index.ts';
import { findingId } from '../findings.ts';
import type { Analytic } from './analytic.ts';
import { drivenPages, isNew, type DrivenPage } from './driven-page.ts';
import { isServicePage } from './dynamic-page.ts';
import { devotion, pageUse, type PageUse } from './page-use.ts';

const ID = '0d1c5a5e-4f0b-4f43-9a5e-6a1d2a7f9c31';
const TITLE = 'Web shell in use: a script page driven by programs that name neither agent nor referer';

/** Below this unevenness a client asks on a beat: a poller or a probe. */
const BEAT = 0.35;
/** Weights that must come together. */
const ENOUGH = 5;

/** One thing that speaks for (or, negative, against) a web shell. */
interface Sign {
  readonly weight: number;
  readonly text: string;
}

/**
 * A web shell by its behaviour in the log of a web server (T1505.003), whatever its name or tool: one script page is asked for again and again by few
 * clients, answered, without agent, referer or user, and is driven, not merely fetched. A page that passes these bounds (`bounds`) is reported when the signs
 * below weigh 5 or more. It is silent about pages that hide among others: a shell inside a busy page, or one whose client imitates a browser.
 */
export const webShell: Analytic = {
  id: ID,
  title: TITLE,
  level: 'high',
  async run(input) {
    const findings: Finding[] = [];
    for (const page of await drivenPages(input)) {
      const finding = await judge(input, page);
      if (finding) findings.push(finding);
    }
    return findings.sort((a, b) => a.time - b.time || byText(a.id, b.id));
  },
};

async function judge(input: StageInput, page: DrivenPage): Promise<Finding | null> {
  const use = await pageUse(input, page);
  if (!use || use.rhythm.unevenness < BEAT) return null;
  const signs = signsOf(page, use, await devotion(input, page, use.clients));
  return signs.reduce((sum, sign) => sum + sign.weight, 0) < ENOUGH ? null : findingOf(page, use, signs);
}

function signsOf(page: DrivenPage, { clients, rhythm }: PageUse, share: number): Sign[] {
  const bothWays = page.posts >= 0.02 * page.requests && page.requests - page.posts >= 0.02 * page.requests;
  const signs: (Sign | false)[] = [
    bothWays && { weight: 2, text: 'sends to the page and fetches from it' },
    isNew(page) && { weight: 3, text: 'nobody asked for the page before' },
    clients.length === 1 && { weight: 1, text: 'one client' },
    share >= 0.9 && { weight: 1, text: 'its clients ask for little else' },
    rhythm.fastestMinute >= 30 && { weight: 1, text: `${rhythm.fastestMinute} requests in one minute` },
    rhythm.unevenness >= 1 && { weight: 1, text: 'bursts and pauses' },
    isServicePage(page.page) && { weight: -2, text: 'a page that programs are meant to call' },
  ];
  return signs.filter((sign) => sign !== false);
}

function findingOf(page: DrivenPage, use: PageUse, signs: readonly Sign[]): Finding {
  const { time, time_100ns, time_digits, ref } = use.first;
  const pointers = mergePointers(use.pointers);
  const digits = time_digits;
  return {
    id: findingId(
      ID,
      pointers.map((pointer) => pointer.ref),
    ),
    time,
    time_100ns,
    time_digits,
    host: page.host,
    rule: ID,
    title: TITLE,
    level: 'high',
    author: 'Hardcell',
    terminal: true,
    attack: ['T1505.003'],
    tactics: ['persistence'],
    fields: JSON.stringify({
      'cs-uri-stem': page.page,
      'c-ip': use.clients[0] ?? null,
      clients: use.clients.join(', '),
      requests: String(use.requests),
      first: isoFromInstant({ us: time, tick: time_100ns, digits }),
      last: isoFromMicros(use.last),
      signs: signs.map((sign) => sign.text).join('; '),
    }),
    last: use.last,
    ref,
    pointers,
    account: null,
  };
}

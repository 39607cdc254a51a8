import { MILLISECOND, SECOND } from '../moment.ts';
import type { Act } from '../operation/index.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/index.ts';
import { browser } from './outside.ts';
import type { Request } from './request.ts';

const streams = new WeakMap<World, Random>();

/** What an intruder's act asks a web server for, in order of time; nothing for acts of other kinds. Equal whoever asks. */
export function actRequests(world: World, act: Act): Request[] {
  let stream = streams.get(world);
  if (stream === undefined) streams.set(world, (stream = world.random.stream('requests of acts')));
  const draws: Draws = (number, second) => stream.restart(number, second);
  if (act.act === 'web-shell') return [shellRequest(act, draws)];
  return act.act === 'exploit' ? exploitRequests(act, draws) : [];
}

type Draws = (number: number, second: number) => Random;

/** He looks at the page, posts to it, and asks whether his script is there. */
function exploitRequests(act: Extract<Act, { act: 'exploit' }>, draws: Draws): Request[] {
  const { agent, referer } = manner(act.client, act.shell, draws);
  const random = draws(act.at, 2);
  const common = { query: null, user: null, client: act.client, agent, referer };
  const looked = act.at - random.integer(20, 900) * SECOND;
  const asked = act.at + random.integer(2, 40) * SECOND;
  return [
    {
      ...common,
      time: looked,
      method: 'GET',
      path: act.page,
      status: 200,
      sent: random.integer(2_000, 20_000),
      received: 420,
      taken: random.integer(5, 300),
    },
    {
      ...common,
      time: act.at + 30 * MILLISECOND,
      method: 'POST',
      path: act.page,
      status: random.pick([200, 200, 302, 500]),
      sent: random.integer(200, 3_000),
      received: random.integer(2_500, 40_000),
      taken: random.integer(40, 2_500),
    },
    {
      ...common,
      time: asked,
      method: 'GET',
      path: act.shell,
      status: 200,
      sent: random.integer(0, 600),
      received: 310,
      taken: random.integer(90, 3_000),
    },
  ];
}

function shellRequest(act: Extract<Act, { act: 'web-shell' }>, draws: Draws): Request {
  const { agent, referer } = manner(act.client, act.shell, draws);
  const random = draws(act.at, 3);
  const taken = random.integer(20, 2_500);
  const { query, client, sent, received } = act;
  const time = act.at + taken * MILLISECOND;
  return { time, method: 'POST', path: act.shell, query, user: null, client, agent, referer, status: 200, sent, received, taken };
}

/** A shell's client says the same of itself all the time: nothing, an agent of its own, or that of a browser. */
function manner(client: string, shell: string, draws: Draws): { agent: string | null; referer: string | null } {
  const random = draws(hashOf(`${client} ${shell}`), 1);
  const kind = random.fraction();
  if (kind < 0.5) return { agent: null, referer: null };
  if (kind < 0.65) return { agent: 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)', referer: null };
  return { agent: browser(random), referer: kind < 0.9 ? null : '/' };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash >>> 0;
}

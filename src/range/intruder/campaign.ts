import { DAY } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Goal, KnowledgeAtStart, Stealth, WorldBase } from '../world/index.ts';
import { layWaves, type Pattern } from './calendar.ts';
import { Clock, type Stretch, type WorkingHours } from './clock.ts';
import { drawKit, drawOctets } from './kit/index.ts';
import type { Actor, Style } from './mind/actor.ts';
import { Ground } from './mind/ground.ts';
import { playWave } from './mind/intruder.ts';
import { knowledgeFor } from './mind/start.ts';
import type { Knowledge } from './mind/knowledge.ts';
import { Inquiry } from './questions.ts';
import { Script } from './script.ts';
import { Chronicle } from './truth/chronicle.ts';

/** What makes one operation. */
export interface CampaignPlan {
  readonly name: string;
  /** Its place among the operations of a world. */
  readonly number: number;
  readonly pattern: Pattern;
  /** Overlays of its waves; the pattern's own place in the span when absent. */
  readonly waves?: readonly Stretch[];
  readonly goal: Goal;
  readonly stealth: Stealth;
  /** Records are what he comes for; testers only prove that they could have them. */
  readonly collects: boolean;
  readonly hours?: WorkingHours;
  readonly style?: Partial<Style>;
  /** Web servers that another operation comes in by. */
  readonly avoid?: readonly number[];
  readonly clearing: number;
  /** What he knows at the start, where it is not what was asked for. */
  readonly knows?: KnowledgeAtStart;
}

/** An operation as it came about. */
export interface Campaign {
  readonly script: Script;
  readonly chronicle: Chronicle;
  /** Web servers it came in by. */
  readonly footholds: readonly number[];
}

/** Plays an operation from its first wave to its last; each has tools and names of its own, the knowledge is carried along. */
export function playCampaign(base: WorldBase, plan: CampaignPlan): Campaign {
  const random = base.random.stream(`operation/${plan.name}`);
  const script = new Script(plan.name, plan.number);
  const chronicle = new Chronicle(plan.name);
  const ground = new Ground(base);
  const waves = plan.waves ?? layWaves(random.stream('calendar'), base.span, plan.pattern);
  const knowledge = knowledgeFor(ground, random.stream('knowledge'), plan.knows ?? base.knobs.knows);
  const inquiry = new Inquiry(random.stream('inquiry'), base.telephony, base.span, plan.goal);
  const style = { ...drawStyle(random.stream('style')), ...plan.style };
  const hours = plan.hours ?? drawHours(random.stream('hours'));
  const octets = drawOctets(random.stream('octets'), plan.number);
  const doors = doorsOf(base, plan);
  const footholds = drawFootholds(random.stream('footholds'), waves.length, doors);
  const changed = new Set<number>();
  let last = base.span.from;
  for (const [i, stretch] of waves.entries()) {
    const own = random.stream(`wave ${i + 1}`);
    changePasswords(ground, own, knowledge, changed, (stretch.from - last) / DAY);
    const actor: Actor = {
      ground,
      random: own,
      script,
      chronicle,
      knowledge,
      style,
      stealth: plan.stealth,
      clock: new Clock(own.stream('clock'), hours, stretch),
      kit: drawKit(own.stream('kit'), octets[i % octets.length] ?? 0),
      foothold: footholds[i] ?? 0,
      doors,
      holds: new Map(),
      tunnel: null,
      baits: new Set(),
      resting: new Set(),
      changed,
    };
    const questions = plan.collects ? questionsFor(own, plan.goal, inquiry, waves.length - i) : 0;
    playWave(actor, { questions, inquiry, hops: own.integer(3, 8), clearing: plan.clearing });
    last = stretch.to;
  }
  return { script, chronicle, footholds: [...new Set(footholds)] };
}

/** What is left is spread over the waves that are left; one that fails leaves more to the next. */
function questionsFor(random: Random, goal: Goal, inquiry: Inquiry, waves: number): number {
  const selective = Math.ceil(inquiry.left / waves / 1.6);
  const bulk = goal === 'targets' ? 0 : random.integer(1, goal === 'bulk' ? 6 : 3);
  return Math.max(2, selective + bulk + random.integer(-1, 2));
}

/** Habits that stay: which way he likes best, what he reads memory with, when he works. */
function drawStyle(random: Random): Style {
  const ways = random.sample(['service', 'task', 'wmi', 'winrm'] as const, 4);
  const weight = (way: (typeof ways)[number]): number => [6, 2.5, 1, 0.4][ways.indexOf(way)] ?? 0;
  return {
    mechanisms: {
      service: weight('service'),
      task: weight('task'),
      wmi: weight('wmi'),
      winrm: weight('winrm'),
      rdp: random.pick([0.5, 2, 4]),
      smb: 0,
    },
    ownDumper: random.pick([0.2, 0.6, 1]),
    scans: random.chance(0.5),
    tunnels: true,
    webShare: random.between(0.3, 0.8),
  };
}

/** His office is some hours away. */
function drawHours(random: Random): WorkingHours {
  return { begins: random.pick([0, 1, 2, 5, 7, 18, 20, 22]), hours: random.between(7, 10), weekends: random.chance(0.35) };
}

/** Public servers of Microsoft's kind that he may come in by. */
function doorsOf({ estate }: WorldBase, { avoid = [], stealth }: CampaignPlan): readonly number[] {
  // Mail goes nowhere by itself: who keeps to known paths looks for a door with one behind it.
  const mail = stealth === 0 || stealth === 2;
  const all = estate.hosts.filter(({ role }) => role === 'web' || role === 'portal' || (mail && role === 'mail')).map(({ index }) => index);
  const free = all.filter((host) => !avoid.includes(host));
  return free.length > 0 ? free : all;
}

/** Mostly the same door again, sometimes another. */
function drawFootholds(random: Random, waves: number, doors: readonly number[]): readonly number[] {
  const first = random.pick(doors);
  return Array.from({ length: waves }, (_, i) => (i === 0 || random.chance(0.6) ? first : random.pick(doors)));
}

/** In the days between two waves people change their passwords as the carrier's rule bids them, and services hardly ever. */
function changePasswords(ground: Ground, random: Random, knowledge: Knowledge, changed: Set<number>, days: number): void {
  for (const { account } of knowledge.credentials.values()) {
    const every = ground.looksLike(account) === 'service' ? 1_500 : ground.base.estate.accounts[account]?.realm === null ? 2_500 : 150;
    if (random.chance(1 - Math.exp(-days / every))) changed.add(account);
  }
}

import type { Act } from '../operation/act.ts';
import type { Estate } from '../estate/estate.ts';
import type { Moment } from '../moment.ts';
import type { Plan } from '../plan/plan.ts';
import type { Random } from '../random.ts';
import type { Telephony } from '../telephony/telephony.ts';
import type { Truth } from '../truth.ts';
import type { Store } from '../warehouse/store.ts';
import type { Keeping } from './keeping.ts';
import type { Knobs, Span } from './knobs.ts';

/** A carrier, what it does anyway, and what an operation does in it: everything that logs can be written of. Equal in every worker. */
export interface World {
  readonly scenario: string;
  readonly knobs: Knobs;
  readonly span: Span;
  /** Root of every draw: `random.stream('label')`. */
  readonly random: Random;
  readonly estate: Estate;
  readonly plan: Plan;
  readonly telephony: Telephony;
  readonly store: Store;
  readonly keeping: Keeping;
  /** What operations do, in order of time; empty when nobody intrudes. */
  readonly acts: readonly Act[];
  readonly operations: readonly PlayedOperation[];
  readonly tickets: readonly Ticket[];
}

/** One operation as played: what the truth says of it, once it is known what its questions returned. */
export interface PlayedOperation {
  /** Numbers of the acts that are questions to the warehouse, in the order of `acts`. */
  readonly queries: readonly number[];
  /** The truth of it; `answers` holds what each question of `queries` returned, in their order; `keeping` decides what could be observed. */
  truth(answers: readonly QueryAnswer[], keeping: Keeping): Pick<Truth, 'operations' | 'accesses' | 'targets'>;
}

/** What a question to the warehouse returned. */
export interface QueryAnswer {
  /** `<store>:<key>`, sorted. */
  readonly recordIds: readonly string[];
}

/** A world before anybody intrudes: what a scenario is played in. */
export type WorldBase = Omit<World, 'keeping' | 'acts' | 'operations' | 'tickets'>;

/** A course of events. Each is listed by name in the registry of scenarios. */
export interface RangeScenario {
  readonly name: string;
  /** One line for the help. */
  readonly description: string;
  /** What differs from the usual where the user says nothing: days of a slow operation, say. */
  readonly defaults: Partial<Knobs>;
  /** `tickets`: work that was announced for this course of events (the carrier's own is announced anyway). */
  play(base: WorldBase): {
    readonly acts: readonly Act[];
    readonly operations: readonly PlayedOperation[];
    readonly tickets: readonly Ticket[];
  };
}

/** Announced work. */
export interface Ticket {
  readonly from: Moment;
  readonly to: Moment;
  /** Indices into the estate. */
  readonly accounts: readonly number[];
  readonly hosts: readonly number[];
  readonly purpose: string;
}

import type { CarrierContext, Finding, Masker, StageInput } from '../../case/index.ts';

/** What the carrier told us, and what turns its identifiers into the pseudonyms that facts hold. */
export interface Carrier {
  readonly context: CarrierContext;
  readonly masker: Masker;
}

/** Something that Sigma cannot say: reads facts, writes findings of the same shape as those of rules. */
export interface Analytic {
  /** A fixed UUID, the rule id of its findings. */
  readonly id: string;
  readonly title: string;
  /** The highest level that its findings have. */
  readonly level: Finding['level'];
  /** Its findings, by time and id. */
  run(input: StageInput, carrier: Carrier): Promise<Finding[]>;
}

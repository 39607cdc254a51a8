import type { Finding, StageInput } from '../../case/index.ts';

/** Something that Sigma cannot say: reads facts, writes findings of the same shape as those of rules. */
export interface Analytic {
  /** A fixed UUID, the rule id of its findings. */
  readonly id: string;
  readonly title: string;
  readonly level: Finding['level'];
  /** Its findings, by time and id. */
  run(input: StageInput): Promise<Finding[]>;
}

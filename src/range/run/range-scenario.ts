import { HardcellError } from '../../lib/index.ts';
import { rangeScenarios } from '../scenarios/index.ts';
import type { RangeScenario } from '../world/index.ts';

/** The scenario of a name. Throws HardcellError where there is none. */
export function rangeScenario(name: string): RangeScenario {
  const scenario = rangeScenarios.find((one) => one.name === name);
  if (scenario === undefined)
    throw new HardcellError('SCENARIO_UNKNOWN', { name, known: rangeScenarios.map((one) => one.name).join(', ') });
  return scenario;
}

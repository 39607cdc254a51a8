/** A body of rehearsals with the same flags: one line of the accuracy page. */
export interface Suite {
  readonly scenario: string;
  /** Flags of `rehearse` beyond scenario and seed. */
  readonly flags: readonly string[];
  /** Seeds whose faults may be looked at and mended. */
  readonly tuned: readonly number[];
  /** Seeds that are only ever reported. */
  readonly reported: readonly number[];
  /** Takes minutes for each seed, so it comes last. */
  readonly long?: true;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const full = { tuned: range(1, 20), reported: range(101, 120) };
const few = { tuned: range(1, 3), reported: range(101, 103) };

/** Every scenario as it is, then what-ifs: the same operation where less was kept, or by a more careful intruder. Scenarios that take long last. */
export const suites: readonly Suite[] = [
  { scenario: 'soft-cell', flags: [], ...full },
  { scenario: 'quiet', flags: [], ...full },
  { scenario: 'pentest', flags: [], ...full },
  { scenario: 'insider', flags: [], ...full },
  { scenario: 'two-actors', flags: [], ...full },
  { scenario: 'soft-cell', flags: ['--dark', '0.3'], ...few },
  { scenario: 'soft-cell', flags: ['--dark', '0.3', '--dark-hosts', 'important'], ...few },
  { scenario: 'soft-cell', flags: ['--no-dc-logs'], ...few },
  { scenario: 'soft-cell', flags: ['--dhcp-names-only'], ...few },
  { scenario: 'soft-cell', flags: ['--retention', 'security=30,sysmon=14'], ...few },
  { scenario: 'soft-cell', flags: ['--skew', '300'], ...few },
  { scenario: 'soft-cell', flags: ['--clearing', '0.5'], ...few },
  { scenario: 'soft-cell', flags: ['--stealth', '1'], ...few },
  { scenario: 'soft-cell', flags: ['--stealth', '2'], ...few },
  { scenario: 'soft-cell', flags: ['--stealth', '3'], ...few },
  { scenario: 'soft-cell', flags: ['--goal', 'targets'], ...few },
  { scenario: 'soft-cell', flags: ['--knows', 'insider'], ...few },
  { scenario: 'soft-cell', flags: ['--noise', '3'], ...few },
  { scenario: 'soft-cell', flags: ['--size', 'default'], tuned: [1], reported: [101], long: true },
  { scenario: 'soft-cell-slow', flags: ['--hosts', '24', '--subscribers', '300'], tuned: [1], reported: [101], long: true },
];

/** One rehearsal to be measured. */
export interface Run {
  readonly suite: Suite;
  readonly seed: number;
}

/** All runs in the order they are done: the first seeds of every suite before the next ones, so that a run cut short has a little of everything. */
export function runsOf(chosen: readonly Suite[]): Run[] {
  const rounds = Math.max(...chosen.map((suite) => Math.max(suite.tuned.length, suite.reported.length)));
  const part = (suites: readonly Suite[]): Run[] =>
    range(0, rounds - 1).flatMap((round) =>
      suites.flatMap((suite) =>
        [suite.tuned[round], suite.reported[round]].flatMap((seed) => (seed === undefined ? [] : [{ suite, seed }])),
      ),
    );
  return [...part(chosen.filter((suite) => suite.long !== true)), ...part(chosen.filter((suite) => suite.long === true))];
}

export function nameOf({ scenario, flags }: Suite): string {
  return [scenario, ...flags].join(' ');
}

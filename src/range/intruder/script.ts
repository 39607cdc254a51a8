import type { Activity, ActivityDetail, Planned } from '../plan/index.ts';
import { timeOf, type Act } from '../operation/index.ts';

/** An activity whose length is settled only when its session ends. */
export interface OpenActivity extends Activity {
  seconds: number;
}

/** Activities of the plan are numbered from 0; those of operations from here on, each operation in a block of its own. */
const FIRST_NUMBER = 0x8000_0000;
const BLOCK = 0x10_0000;

/** What one operation does, written down as it comes to the intruder's mind. */
export class Script {
  readonly name: string;
  readonly #acts: Act[] = [];
  readonly #firstNumber: number;
  #activities = 0;
  #keys = 0;

  /** `operation`: its place among the operations of a world. */
  constructor(name: string, operation: number) {
    this.name = name;
    this.#firstNumber = FIRST_NUMBER + operation * BLOCK;
  }

  /** A key for a session or process, unlike any other. */
  key(stem: string): string {
    return `${this.name}/${stem}${++this.#keys}`;
  }

  add(act: Act): void {
    this.#acts.push(act);
  }

  activity(planned: Planned, detail: ActivityDetail = {}): OpenActivity {
    const activity: OpenActivity = { ...planned, at: Math.round(planned.at), id: this.#firstNumber + this.#activities++, detail };
    this.#acts.push({ act: 'activity', activity });
    return activity;
  }

  /** In order of time; what was written down first comes first where times are equal. */
  acts(): Act[] {
    return [...this.#acts].sort((a, b) => timeOf(a) - timeOf(b));
  }
}

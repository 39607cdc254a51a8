import { configureGlobal } from 'fast-check';

/** What property tests draw: the same inputs each time, so that a run judges the change alone; `HARDCELL_SEED=random` (or a number) draws others. */
const wanted = process.env['HARDCELL_SEED'] ?? '1';
if (wanted !== 'random') configureGlobal({ seed: Number(wanted) });
